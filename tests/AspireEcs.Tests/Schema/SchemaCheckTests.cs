using System.Diagnostics;
using System.Text.Json.Nodes;
using AspireEcs.Schema;

namespace AspireEcs.Tests.Schema;

public sealed class SchemaCheckTests
{
    /// <summary>What is done to the template, and the one finding that it must lead to: rule, path, and a word of the remedy.</summary>
    private static readonly Dictionary<string, (Action<JsonObject> Change, string Id, string Path, string Remedy)> Mutations = new()
    {
        ["a type that does not exist"] = (r => r["Cache"]!["Type"] = "AWS::ElastiCache::ReplicationGroups", "schema-unknown-type", "Resources.Cache.Type", "AWS::ElastiCache::ReplicationGroup?"),
        ["a property with a slip of the pen"] = (r => Rename(r.Of("Cache"), "CacheNodeType", "CacheNodeTyp"), "schema-unknown-property", "Resources.Cache.Properties.CacheNodeTyp", "CacheNodeType?"),
        ["a property deep inside"] = (r => r.Of("Api")["NetworkConfiguration"]!["AwsvpcConfiguration"]!["AssignPublicIP"] = "DISABLED", "schema-unknown-property", "Resources.Api.Properties.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIP", "AssignPublicIp?"),
        ["a property within a list"] = (r => r.Of("ApiTask")["ContainerDefinitions"]![0]!["Enviroment"] = new JsonArray(), "schema-unknown-property", "Resources.ApiTask.Properties.ContainerDefinitions[0].Enviroment", "Environment?"),
        ["a required property taken out"] = (r => r.Of("Cache").Remove("ReplicationGroupDescription"), "schema-missing-property", "Resources.Cache.Properties", "a string"),
        ["a required property that is no value"] = (r => r.Of("ApiGroup")["GroupDescription"] = new JsonObject { ["Ref"] = "AWS::NoValue" }, "schema-missing-property", "Resources.ApiGroup.Properties", "a string"),
        ["a required property deep inside"] = (r => r.Of("ApiTask")["ContainerDefinitions"]![0]!.AsObject().Remove("Image"), "schema-missing-property", "Resources.ApiTask.Properties.ContainerDefinitions[0]", "a string"),
        ["a word for a number"] = (r => r.Of("Cache")["NumCacheClusters"] = "two", "schema-wrong-type", "Resources.Cache.Properties.NumCacheClusters", "a whole number"),
        ["a fraction for a whole number"] = (r => r.Of("CacheFromApi")["FromPort"] = "63.79", "schema-wrong-type", "Resources.CacheFromApi.Properties.FromPort", "a whole number"),
        ["a number for true or false"] = (r => r.Of("Database")["MultiAZ"] = 1, "schema-wrong-type", "Resources.Database.Properties.MultiAZ", "true or false"),
        ["a list for a text"] = (r => r.Of("Database")["Engine"] = new JsonArray("postgres"), "schema-wrong-type", "Resources.Database.Properties.Engine", "a string"),
        ["a text for a list"] = (r => r.Of("CacheSubnets")["SubnetIds"] = "subnet-1", "schema-wrong-type", "Resources.CacheSubnets.Properties.SubnetIds", "a list"),
        ["a reference to one where a list is wanted"] = (r => r.Of("CacheSubnets")["SubnetIds"] = new JsonObject { ["Ref"] = "SubnetA" }, "schema-wrong-type", "Resources.CacheSubnets.Properties.SubnetIds", "a list"),
        ["a composed text where a list is wanted"] = (r => r.Of("Cache")["SecurityGroupIds"] = new JsonObject { ["Fn::Sub"] = "${CacheGroup.GroupId}" }, "schema-wrong-type", "Resources.Cache.Properties.SecurityGroupIds", "a list"),
        ["a list function where a text is wanted"] = (r => r.Of("SubnetA")["CidrBlock"] = new JsonObject { ["Fn::Split"] = new JsonArray(",", "a,b") }, "schema-wrong-type", "Resources.SubnetA.Properties.CidrBlock", "a string"),
        ["a text for an object"] = (r => r.Of("Api")["NetworkConfiguration"] = "private", "schema-wrong-type", "Resources.Api.Properties.NetworkConfiguration", "an object (NetworkConfiguration)"),
        ["a value that is not among the allowed"] = (r => r.Of("Api")["LaunchType"] = "FARGAT", "schema-value", "Resources.Api.Properties.LaunchType", "FARGATE?"),
        ["a wrong value in one branch of a condition"] = (r => r.Of("Api")["LaunchType"] = If("Wide", "FARGATE", "LAMBDA"), "schema-value", "Resources.Api.Properties.LaunchType", "EC2, EXTERNAL, FARGATE"),
        ["a tag without a value"] = (r => r.Of("Vpc")["Tags"] = new JsonArray(new JsonObject { ["Key"] = "Name" }), "schema-wrong-type", "Resources.Vpc.Properties.Tags[0]", "a tag with Key and Value"),
        ["a reference to nothing"] = (r => r.Of("Api")["Cluster"] = new JsonObject { ["Ref"] = "Clusters" }, "schema-reference", "Resources.Api.Properties.Cluster", "Cluster?"),
        ["a composed text that refers to nothing"] = (r => r.Of("CacheAddress")["SecretString"] = new JsonObject { ["Fn::Sub"] = "${Cach}:6379" }, "schema-reference", "Resources.CacheAddress.Properties.SecretString", "Cache?"),
        ["an attribute that the resource does not give"] = (r => r.Of("Cache")["SecurityGroupIds"]![0] = new JsonObject { ["Fn::GetAtt"] = new JsonArray("CacheGroup", "Group") }, "schema-attribute", "Resources.Cache.Properties.SecurityGroupIds[0]", "GroupId"),
        ["a composed text with such an attribute"] = (r => r.Of("CacheAddress")["SecretString"] = new JsonObject { ["Fn::Sub"] = "${Cache.PrimaryEndpoint.Address}" }, "schema-attribute", "Resources.CacheAddress.Properties.SecretString", "PrimaryEndPoint.Address?"),
        ["a pseudo parameter that does not exist"] = (r => r.Of("Vpc")["CidrBlock"] = new JsonObject { ["Ref"] = "AWS::Regoin" }, "schema-reference", "Resources.Vpc.Properties.CidrBlock", "AWS::Region?"),
        ["a condition that does not exist"] = (r => r["CacheLog"]!["Condition"] = "Wider", "schema-condition", "Resources.CacheLog.Condition", "Wide?"),
        ["a wait for nothing"] = (r => r["Api"]!["DependsOn"] = "ApiToCach", "schema-depends-on", "Resources.Api.DependsOn", "ApiToCache?"),
        ["resources that wait for each other"] = (r => r["Vpc"]!["DependsOn"] = "SubnetA", "schema-circle", "Resources.Vpc", "Take one of these references out"),
        ["an attribute of a resource that CloudFormation does not know"] = (r => r["Database"]!["DeletePolicy"] = "Retain", "schema-unknown-attribute", "Resources.Database.DeletePolicy", "DeletionPolicy?"),
        ["a deletion policy that does not exist"] = (r => r["Database"]!["DeletionPolicy"] = "Keep", "schema-value", "Resources.Database.DeletionPolicy", "Retain"),
        ["a logical id with a dash"] = (r => Rename(r, "CacheFromApi", "cache-from-api", andIn: r["Api"]!["DependsOn"]!.AsArray()), "schema-logical-id", "Resources.cache-from-api", "letters and digits"),
    };

    public static TheoryData<string> Changes => [.. Mutations.Keys];

    [Fact]
    public void A_good_template_has_no_finding() => Assert.Empty(SchemaCheck.Check(ShopTemplate.Document()));

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_template_with_one_mistake_has_one_finding_that_says_where_and_what_to_do(string what)
    {
        var (change, id, path, remedy) = Mutations[what];

        var finding = Assert.Single(SchemaCheck.Check(ShopTemplate.With(change)));

        Assert.Equal((id, path), (finding.Id, finding.Path));
        Assert.Contains(remedy, finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_CloudFormation_turns_into_the_right_type_is_no_finding()
    {
        var template = ShopTemplate.With(resources =>
        {
            resources.Of("Cache")["NumCacheClusters"] = "2";
            resources.Of("Cache")["MultiAZEnabled"] = "true";
            resources.Of("ApiTask")["Cpu"] = 512;
            resources.Of("Api")["NetworkConfiguration"]!["AwsvpcConfiguration"]!["Subnets"] = new JsonObject { ["Ref"] = "Zones" };
            resources.Of("Database")["AllocatedStorage"] = If("Wide", "100", new JsonObject { ["Ref"] = "AWS::NoValue" });
        });

        Assert.Empty(SchemaCheck.Check(template));
    }

    [Fact]
    public void A_text_in_a_composed_value_that_only_looks_like_a_reference_is_none()
    {
        var template = ShopTemplate.With(resources => resources.Of("CacheAddress")["SecretString"] = new JsonObject
        {
            ["Fn::Sub"] = new JsonArray("${!Literal} ${Own} ${AWS::Region}", new JsonObject { ["Own"] = new JsonObject { ["Ref"] = "ApiImage" } }),
        });

        Assert.Empty(SchemaCheck.Check(template));
    }

    [Fact]
    public void The_embedded_schema_says_where_it_is_from_and_reads_every_type()
    {
        var schema = CloudFormationSchema.Embedded;

        Assert.StartsWith("@aws-cdk/aws-service-spec ", schema.Source, StringComparison.Ordinal);
        Assert.True(schema.Date >= new DateOnly(2026, 9, 29), $"It is of {schema.Date}.");
        Assert.All(schema.Types, type => Assert.NotEmpty(schema.Find(type)!.Properties));
        Assert.True(schema.Find("AWS::ElastiCache::ReplicationGroup")!.Properties["AtRestEncryptionEnabled"].Replacement == Replacement.Always);
        Assert.True(schema.Find("AWS::ECS::Service")!.Properties["DesiredCount"].Replacement == Replacement.Never);
    }

    [Fact]
    public void A_template_is_checked_in_a_fraction_of_a_second()
    {
        var started = Stopwatch.GetTimestamp();
        SchemaCheck.Check(ShopTemplate.Document());

        // About 10 ms with loading the schema; the rest is for a machine that does other things.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
    }

    private static JsonObject If(string condition, JsonNode then, JsonNode otherwise) => new() { ["Fn::If"] = new JsonArray(condition, then, otherwise) };

    private static void Rename(JsonObject within, string from, string to, JsonArray? andIn = null)
    {
        var value = within[from];
        within.Remove(from);
        within[to] = value;
        if (andIn is null)
            return;
        andIn.Remove(andIn.Single(item => item!.GetValue<string>() == from));
        andIn.Add(to);
    }
}
