using System.Text.Json.Nodes;
using AspireEcs.Deployment;
using AspireEcs.Graph;
using AspireEcs.Templates;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Stacks;

/// <summary>What this repository's manifest becomes with the settings beside it.</summary>
public sealed class ApplicationTests
{
    private static readonly Written _template = Written.Application;

    [Fact]
    public void It_has_one_cache_one_database_one_way_to_the_broker_and_one_service()
    {
        Assert.Single(_template.OfType("AWS::ElastiCache::ReplicationGroup"));
        Assert.Single(_template.OfType("AWS::RDS::DBInstance"));
        Assert.Single(_template.OfType("AWS::ECS::Service"));
        Assert.Contains("MessagingEndpoint", _template.Resources.Keys);
    }

    [Fact]
    public void The_cache_is_private_encrypted_available_logged_and_asks_for_a_user()
    {
        var cache = _template.Properties("Cache");
        Assert.True((bool)cache["TransitEncryptionEnabled"]!);
        Assert.Equal("required", (string?)cache["TransitEncryptionMode"]);
        Assert.True((bool)cache["AtRestEncryptionEnabled"]!);
        Assert.True((bool)cache["MultiAZEnabled"]!);
        Assert.True((bool)cache["AutomaticFailoverEnabled"]!);
        Assert.True((int)cache["ReplicasPerNodeGroup"]! >= 1);
        Assert.Single(cache["UserGroupIds"]!.AsArray());
        Assert.Equal(["slow-log", "engine-log"], cache["LogDeliveryConfigurations"]!.AsArray().Select(log => (string)log!["LogType"]!));
        var parameters = _template.Properties("CacheParameters");
        Assert.Equal("volatile-lru", (string?)parameters["Properties"]!["maxmemory-policy"]);
        Assert.Equal("10000", (string?)parameters["Properties"]!["slowlog-log-slower-than"]);
        Assert.Equal("off ~* -@all", (string?)_template.Properties("CacheDefaultUser")["AccessString"]);
        Assert.All(_template.Properties("CacheSubnets")["SubnetIds"]!.AsArray(), subnet => Assert.StartsWith("IsolatedSubnet", (string?)subnet!["Ref"], StringComparison.Ordinal));
    }

    [Fact]
    public void The_database_is_private_encrypted_available_backed_up_and_not_deleted_by_mistake()
    {
        var database = _template.Properties("Ordersdb");
        Assert.True((bool)database["StorageEncrypted"]!);
        Assert.True((bool)database["MultiAZ"]!);
        Assert.True((bool)database["DeletionProtection"]!);
        Assert.False((bool)database["PubliclyAccessible"]!);
        Assert.True((int)database["BackupRetentionPeriod"]! >= 7);
        Assert.Equal("1", (string?)_template.Properties("OrdersdbParameters")["Parameters"]!["rds.force_ssl"]);
        Assert.Contains("resolve:secretsmanager", database["MasterUserPassword"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Snapshot", (string?)_template.Resources["Ordersdb"]["DeletionPolicy"]);
    }

    [Fact]
    public void The_service_is_private_and_goes_back_by_itself_when_a_roll_out_fails()
    {
        var service = _template.Properties("Api");
        Assert.Equal("DISABLED", (string?)service["NetworkConfiguration"]!["AwsvpcConfiguration"]!["AssignPublicIp"]);
        var rollout = service["DeploymentConfiguration"]!;
        Assert.True((bool)rollout["DeploymentCircuitBreaker"]!["Rollback"]!);
        Assert.True((bool)rollout["Alarms"]!["Rollback"]!);
        Assert.Equal(["ApiErrors", "ApiLatency"], rollout["Alarms"]!["AlarmNames"]!.AsArray().Select(alarm => (string)alarm!["Ref"]!));
        Assert.Equal("/health", (string?)_template.Properties("ApiTargets")["HealthCheckPath"]);
    }

    [Fact]
    public void Secrets_reach_the_service_as_secrets_and_its_execution_role_may_read_just_those()
    {
        var environment = _template.Environment("ApiTask");
        Assert.Equal("secret:CacheConnectionString", environment["ConnectionStrings__cache"]);
        Assert.Equal("secret:OrdersdbConnectionString", environment["ConnectionStrings__ordersdb"]);
        Assert.Equal("lkc-abc123.dom4xyz.eu-west-1.aws.private.confluent.cloud:9092", environment["ConnectionStrings__messaging"]);
        Assert.Equal("secret:MessagingKeySecretArn", environment["Aspire__Confluent__Kafka__Producer__Config__SaslUsername"]);
        Assert.Equal("secret:MessagingSecretSecretArn", environment["Aspire__Confluent__Kafka__Consumer__Config__SaslPassword"]);
        Assert.Equal("8080", environment["HTTP_PORTS"]);

        var read = environment.Values.Where(value => value.StartsWith("secret:", StringComparison.Ordinal)).Select(value => value["secret:".Length..]).Distinct().Order();
        var allowed = _template.Properties("ApiExecutionRole")["Policies"]![0]!["PolicyDocument"]!["Statement"]!.AsArray()
            .Single(statement => (string)statement!["Action"]![0]! == "secretsmanager:GetSecretValue")!["Resource"]!.AsArray();
        Assert.Equal(read, allowed.Select(secret => (string)secret!["Ref"]!).Order());
        Assert.Null(_template.Properties("ApiTaskRole")["Policies"]);
    }

    [Fact]
    public void Connection_strings_ask_for_TLS()
    {
        Assert.Equal(
            "${Cache.PrimaryEndPoint.Address}:6379,ssl=true,abortConnect=false,user=app,password={{resolve:secretsmanager:${CachePassword}:SecretString}}",
            (string?)_template.Properties("CacheConnectionString")["SecretString"]!["Fn::Sub"]);
        Assert.Equal(
            "Host=${Ordersdb.Endpoint.Address};Port=5432;Database=ordersdb;Username=app;Password={{resolve:secretsmanager:${OrdersdbPassword}:SecretString}};SSL Mode=Require",
            (string?)_template.Properties("OrdersdbConnectionString")["SecretString"]!["Fn::Sub"]);
    }

    /// <summary>Tasks read secrets when they start, and nothing else would start new ones.</summary>
    [Fact]
    public void A_revision_starts_new_tasks_when_a_secret_changed()
    {
        Assert.True(_template.Parameters.ContainsKey("SecretsRevision"));
        Assert.Contains("SecretsRevision", _template.Environment("ApiTask")["ASPIRE_SECRETS_REVISION"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_migration_is_a_task_of_its_own_that_a_deployment_finds_and_has_the_secrets_of_its_service()
    {
        Assert.Equal(["migrate"], _template.Properties("ApiMigration")["ContainerDefinitions"]![0]!["Command"]!.AsArray().Select(argument => (string)argument!));
        Assert.Equal(_template.Environment("ApiTask")["ConnectionStrings__ordersdb"], _template.Environment("ApiMigration")["ConnectionStrings__ordersdb"]);
        var migration = Assert.Single(MigrationTask.In(TemplateDocument.Parse(_template.Stack.Json, "template")));
        Assert.Equal(("ApiMigration", "Api"), (migration.Definition, migration.Service.LogicalId));
    }

    [Fact]
    public void Each_edge_of_the_graph_is_one_way_out_and_one_way_in_and_nothing_else_is_open_by_address_but_the_load_balancer()
    {
        foreach (var edge in _template.Stack.Graph.Edges)
        {
            var egress = Assert.Single(_template.OfType("AWS::EC2::SecurityGroupEgress"), rule => Is(rule, edge, "GroupId", edge.From.SecurityGroup, "DestinationSecurityGroupId"));
            var ingress = Assert.Single(_template.OfType("AWS::EC2::SecurityGroupIngress"), rule => Is(rule, edge, "SourceSecurityGroupId", edge.From.SecurityGroup, "GroupId"));
            Assert.Equal((int)egress["FromPort"]!, (int)egress["ToPort"]!);
            Assert.Equal((int)ingress["FromPort"]!, (int)ingress["ToPort"]!);
        }
        Assert.Equal(3, _template.Stack.Graph.Edges.Count);
        Assert.Equal(["ApiLoadBalancerFrom0"], _template.Resources.Where(resource => resource.Value["Properties"]!["CidrIp"] is not null).Select(resource => resource.Key));

        static bool Is(JsonObject rule, Edge edge, string from, string caller, string to) =>
            Group(rule[from]) == caller && Group(rule[to]) == $"{edge.To.Id}SecurityGroup" && (int)rule["FromPort"]! == edge.Port;

        static string? Group(JsonNode? attribute) => (string?)attribute?["Fn::GetAtt"]?[0];
    }

    [Fact]
    public void Alarms_and_a_dashboard_watch_everything_that_was_made()
    {
        var metrics = _template.OfType("AWS::CloudWatch::Alarm").Select(alarm => (string)alarm["MetricName"]!).ToHashSet();
        Assert.Empty(new[]
        {
            "EngineCPUUtilization", "DatabaseMemoryUsagePercentage", "Evictions", "ReplicationLag", "CurrConnections",
            "CPUUtilization", "FreeStorageSpace", "DatabaseConnections", "HTTPCode_Target_5XX_Count", "TargetResponseTime", "RunningTaskCount",
        }.Except(metrics));
        var body = (string)_template.Properties("Dashboard")["DashboardBody"]!["Fn::Sub"]!;
        Assert.All(["AWS/ECS", "AWS/ElastiCache", "AWS/RDS", "AWS/ApplicationELB"], watched => Assert.Contains(watched, body, StringComparison.Ordinal));
        Assert.Equal(9, JsonNode.Parse(body)!["widgets"]!.AsArray().Count);
    }

    [Fact]
    public void An_environment_changes_what_it_names_and_leaves_the_rest()
    {
        var staging = new Written(AspireEcs.Synthesis.Of(Written.Repository("aspire-manifest.json"), null, "staging"));
        Assert.Equal("cache.t4g.micro", (string?)staging.Properties("Cache")["CacheNodeType"]);
        Assert.Equal("ordersdb", (string?)staging.Properties("Ordersdb")["DBName"]);
        Assert.Equal(_template.Rules(), staging.Rules());
    }
}
