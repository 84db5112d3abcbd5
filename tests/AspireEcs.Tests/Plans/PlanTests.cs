using System.Text.Json;
using System.Text.Json.Nodes;
using AspireEcs.Plans;
using AspireEcs.Schema;
using AspireEcs.Templates;
using AspireEcs.Tests.Schema;
using Spectre.Console;

namespace AspireEcs.Tests.Plans;

public sealed class PlanTests
{
    [Fact]
    public void A_first_deployment_creates_everything_and_refuses_nothing()
    {
        var plan = DeploymentPlan.Make(StackTemplate.Nothing, Stack(ShopTemplate.Document()), Options());

        Assert.All(plan.Changes, change => Assert.Equal(PlanAction.Create, change.Action));
        Assert.Equal(ShopTemplate.Document().Resources.Count, plan.Changes.Count);
        Assert.Empty(plan.Refusals);
    }

    [Fact]
    public void The_same_template_changes_nothing_whether_numbers_are_written_as_texts_or_not()
    {
        var plan = Plan(resources =>
        {
            resources.Of("Cache")["NumCacheClusters"] = "2";
            resources.Of("Database")["MultiAZ"] = "true";
        });

        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void A_property_that_changes_in_place_is_shown_with_both_values()
    {
        var change = Assert.Single(Plan(resources => resources.Of("Cache")["CacheNodeType"] = "cache.t4g.medium").Changes);

        Assert.Equal(("Cache", PlanAction.Change), (change.LogicalId, change.Action));
        Assert.Equal(new PropertyChange("CacheNodeType", "cache.t4g.small", "cache.t4g.medium", Replacement.Never), Assert.Single(change.Properties));
    }

    [Fact]
    public void An_environment_variable_that_is_added_is_one_change_among_many_that_stay()
    {
        var present = ShopTemplate.With(resources => Environment(resources, ("B", "2"), ("C", "3")));
        var wanted = ShopTemplate.With(resources => Environment(resources, ("A", "1"), ("B", "2"), ("C", "4")));

        var task = DeploymentPlan.Make(Stack(present), Stack(wanted), Options()).Changes.Single(change => change.LogicalId == "ApiTask");

        Assert.Equal(["ContainerDefinitions[api].Environment[C].Value", "ContainerDefinitions[api].Environment[A]"], task.Properties.Select(property => property.Path));
    }

    [Fact]
    public void A_new_task_definition_is_a_new_revision_and_the_service_that_runs_it_changes_in_place()
    {
        var plan = Plan(resources => resources.Of("ApiTask")["Cpu"] = "1024");

        Assert.Equal([("ApiTask", PlanAction.Replace), ("Api", PlanAction.Change)], plan.Changes.Select(change => (change.LogicalId, change.Action)));
        Assert.Equal(new PropertyChange("TaskDefinition", null, null, Replacement.Never, "ApiTask is replaced"), Assert.Single(plan.Changes[1].Properties));
        Assert.Empty(plan.Refusals);
    }

    [Fact]
    public void Replacing_a_cache_is_refused_with_the_property_and_the_way_to_allow_it()
    {
        var refusal = Assert.Single(Plan(resources => resources.Of("Cache")["AtRestEncryptionEnabled"] = false).Refusals);

        Assert.Equal("Cache", refusal.LogicalId);
        Assert.Equal("Cache holds a cache's data and would be replaced by an empty one, because AtRestEncryptionEnabled changes. Undo that, or allow it with --allow-replace Cache.", refusal.Reason);
    }

    [Fact]
    public void Replacing_a_network_replaces_what_is_within_it_and_that_is_refused_for_what_holds_data()
    {
        var plan = Plan(resources => resources.Of("Vpc")["CidrBlock"] = "10.9.0.0/16");

        var replaced = plan.Changes.Where(change => change.Action == PlanAction.Replace).Select(change => change.LogicalId);
        Assert.Subset(replaced.ToHashSet(), new HashSet<string> { "Vpc", "SubnetA", "SubnetB", "ApiGroup", "CacheGroup", "CacheFromApi" });
        // The subnets of a subnet group change in place, so that what is in the group stays.
        Assert.Equal(PlanAction.Change, plan.Changes.Single(change => change.LogicalId == "CacheSubnets").Action);
        Assert.DoesNotContain(plan.Changes, change => change is { LogicalId: "Database", Action: PlanAction.Replace });
        Assert.Empty(plan.Refusals);
    }

    [Fact]
    public void What_is_replaced_because_of_another_says_which()
    {
        var plan = Plan(resources =>
        {
            resources.Of("CacheSubnets")["CacheSubnetGroupName"] = "shop";
        });

        var refusal = Assert.Single(plan.Refusals);
        Assert.Equal("Cache", refusal.LogicalId);
        Assert.Contains("because CacheSubnets is replaced (CacheSubnetGroupName)", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_changes_changes_what_uses_it()
    {
        var plan = DeploymentPlan.Make(
            new StackTemplate(ShopTemplate.Document(), new Dictionary<string, string> { ["ApiImage"] = "api@sha256:1", ["ApiCount"] = "2" }),
            new StackTemplate(ShopTemplate.Document(), new Dictionary<string, string> { ["ApiImage"] = "api@sha256:2", ["ApiCount"] = "4" }), Options());

        Assert.Equal(["ApiTask", "Api"], plan.Changes.Select(change => change.LogicalId));
        Assert.Contains(plan.Changes[0].Properties, property => property is { Path: "ContainerDefinitions[api].Image", Cause: "parameter ApiImage changes" });
        Assert.Contains(plan.Changes[1].Properties, property => property is { Path: "DesiredCount", Cause: "parameter ApiCount changes" });
    }

    [Fact]
    public void A_hidden_parameter_is_no_change()
    {
        var plan = DeploymentPlan.Make(
            new StackTemplate(ShopTemplate.Document(), new Dictionary<string, string> { ["ApiImage"] = "****" }),
            new StackTemplate(ShopTemplate.Document(), new Dictionary<string, string> { ["ApiImage"] = "api@sha256:2" }), Options());

        Assert.Empty(plan.Changes);
    }

    [Theory]
    [InlineData("Database", "Database holds a database and would be deleted (a snapshot is kept). If that is meant, allow it with --allow-delete Database.")]
    [InlineData("DatabasePassword", "DatabasePassword holds a secret and would be deleted. If that is meant, allow it with --allow-delete DatabasePassword.")]
    public void Deleting_what_holds_something_is_refused(string logicalId, string reason)
    {
        var plan = Plan(resources => resources.Remove(logicalId));

        Assert.Equal(reason, Assert.Single(plan.Refusals).Reason);
    }

    [Fact]
    public void A_secret_that_is_composed_in_the_template_may_go_because_it_can_come_back() =>
        Assert.Empty(Plan(resources => resources.Remove("CacheAddress")).Refusals);

    [Fact]
    public void A_database_that_AWS_protects_too_says_what_to_do_first()
    {
        var present = ShopTemplate.With(resources => resources.Of("Database")["DeletionProtection"] = true);
        var wanted = ShopTemplate.With(resources => resources.Remove("Database"));

        var refusal = Assert.Single(DeploymentPlan.Make(Stack(present), Stack(wanted), Options()).Refusals);

        Assert.EndsWith("Its DeletionProtection stops AWS too: deploy once without it first.", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_allowed_by_name_is_not_refused_and_allows_nothing_else()
    {
        void Change(JsonObject resources)
        {
            resources.Of("Cache")["AtRestEncryptionEnabled"] = false;
            resources.Of("Database")["StorageEncrypted"] = false;
            resources.Remove("DatabasePassword");
        }

        var refused = DeploymentPlan.Make(Stack(ShopTemplate.Document()), Stack(ShopTemplate.With(Change)), Options(new PlanAllowances(["cache"], ["DatabasePassword"]))).Refusals;

        Assert.Equal("Database", Assert.Single(refused).LogicalId);
    }

    [Fact]
    public void Making_a_database_multi_AZ_or_keeping_its_backups_longer_is_done_in_place()
    {
        var plan = Plan(resources =>
        {
            resources.Of("Database")["MultiAZ"] = false;
            resources.Of("Database")["BackupRetentionPeriod"] = 30;
        });

        Assert.Equal(PlanAction.Change, Assert.Single(plan.Changes).Action);
    }

    [Fact]
    public void What_CloudFormation_cannot_do_is_refused_before_it_tries()
    {
        var present = ShopTemplate.With(resources => resources["Role"] = Role("/"));
        var wanted = ShopTemplate.With(resources => resources["Role"] = Role("/shop/"));
        var named = Assert.Single(DeploymentPlan.Make(Stack(present), Stack(wanted), Options()).Refusals);
        Assert.Contains("CloudFormation refuses to replace a resource that keeps the name it was given (RoleName: shop-api)", named.Reason, StringComparison.Ordinal);

        var retyped = Assert.Single(Plan(resources => resources["CacheLog"] = JsonNode.Parse("""{ "Type": "AWS::SNS::Topic" }""")).Refusals, refusal => refusal.LogicalId == "CacheLog");
        Assert.Contains("becomes another type", retyped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_a_template_is_not_shown_in_a_plan()
    {
        var present = ShopTemplate.With(resources => resources.Of("Database")["MasterUserPassword"] = "hunter2-before");
        var wanted = ShopTemplate.With(resources => resources.Of("Database")["MasterUserPassword"] = "hunter2-after");

        var plan = DeploymentPlan.Make(Stack(present), Stack(wanted), Options());

        Assert.DoesNotContain("hunter2", PlanJson.Write(plan), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", Written(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void The_edges_name_both_rules_and_an_edge_with_one_of_them_is_shown_closed()
    {
        Assert.Equal([new SecurityEdge("ApiGroup", "CacheGroup", "6379/tcp", "CacheFromApi", "ApiToCache")], Plan(_ => { }).Edges);

        var open = Plan(resources =>
        {
            resources.Remove("ApiToCache");
            resources["Api"]!.AsObject().Remove("DependsOn");
            resources.Of("ApiGroup")["SecurityGroupIngress"] = JsonNode.Parse("""[{ "CidrIp": "0.0.0.0/0", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443 }]""");
        });

        Assert.Equal("egress", open.Edges.Single(edge => edge.To == "CacheGroup").Missing(open.Wanted.Template));
        Assert.Contains(new SecurityEdge("anywhere", "ApiGroup", "443/tcp", "ApiGroup.SecurityGroupIngress", null), open.Edges);
        Assert.Contains("-.->|\"6379/tcp, no egress\"|", MermaidPicture.Draw(open), StringComparison.Ordinal);
        Assert.StartsWith("flowchart LR\n  n0[\"ApiGroup\"]\n", MermaidPicture.Draw(open), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_for_programs_says_what_the_plan_for_people_says()
    {
        var plan = Plan(resources => resources.Of("Cache")["AtRestEncryptionEnabled"] = false);

        using var json = JsonDocument.Parse(PlanJson.Write(plan));
        var change = json.RootElement.GetProperty("changes")[0];
        Assert.Equal(("Cache", "replace"), (change.GetProperty("resource").GetString(), change.GetProperty("action").GetString()));
        Assert.Equal("always", change.GetProperty("properties")[0].GetProperty("replacement").GetString());
        Assert.Equal("Cache", json.RootElement.GetProperty("refusals")[0].GetProperty("resource").GetString());

        var text = Written(plan);
        Assert.Contains("± Cache AWS::ElastiCache::ReplicationGroup is replaced, which holds a cache's data", text, StringComparison.Ordinal);
        Assert.Contains("AtRestEncryptionEnabled: true -> false (replaces)", text, StringComparison.Ordinal);
        Assert.Contains("0 to create, 1 to change, 1 to replace, 0 to delete.", text, StringComparison.Ordinal);
    }

    private static DeploymentPlan Plan(Action<JsonObject> change) => DeploymentPlan.Make(Stack(ShopTemplate.Document()), Stack(ShopTemplate.With(change)), Options());

    private static StackTemplate Stack(TemplateDocument template) => new(template, new Dictionary<string, string>());

    private static PlanOptions Options(PlanAllowances? allowed = null) => new("eu-west-1", allowed ?? PlanAllowances.None);

    private static string Written(DeploymentPlan plan)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 400;
        PlanText.Write(plan, console);
        return text.ToString();
    }

    private static void Environment(JsonObject resources, params (string Name, string Value)[] variables) =>
        resources.Of("ApiTask")["ContainerDefinitions"]![0]!["Environment"] = new JsonArray([.. variables.Select(variable => new JsonObject { ["Name"] = variable.Name, ["Value"] = variable.Value })]);

    private static JsonNode Role(string path) => JsonNode.Parse($$"""
        { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "shop-api", "Path": "{{path}}", "AssumeRolePolicyDocument": {} } }
        """)!;
}
