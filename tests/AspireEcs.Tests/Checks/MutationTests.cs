using System.Text.Json.Nodes;

namespace AspireEcs.Tests.Checks;

/// <summary>Single mistakes in the template of this repository's application: each is caught, by the rule that is meant for it and by no other.</summary>
public sealed class MutationTests
{
    private const string Ingress = "AWS::EC2::SecurityGroupIngress";
    private const string Egress = "AWS::EC2::SecurityGroupEgress";

    private static readonly Dictionary<string, (Action<OwnTemplate> Change, string Id)> Mutations = new()
    {
        ["a property with a wrong name"] = (t => { t.Unset("Cache", "CacheNodeType"); t.Set("Cache", "NodeType", "cache.t4g.small"); }, "schema-unknown-property"),
        ["a property of a wrong type"] = (t => t.Set("Ordersdb", "MaxAllocatedStorage", "much"), "schema-wrong-type"),
        ["a required property taken out"] = (t => t.Unset("CacheUser", "UserName"), "schema-missing-property"),
        ["a reference to nothing"] = (t => t.Set("Api", "Cluster", Ref("Clusters")), "schema-reference"),

        ["no way out to redis"] = (t => t.Remove("ApiToCache"), "edge-egress"),
        ["no way in to redis"] = (t => t.Remove("CacheFromApi"), "edge-ingress"),
        ["no way out to the database"] = (t => t.Remove("ApiToOrdersdb"), "edge-egress"),
        ["no way in to the broker's endpoint"] = (t => t.Remove("MessagingFromApi"), "edge-ingress"),
        ["no way out to AWS"] = (t => t.Remove("ApiToAws"), "edge-egress"),
        ["no way in from the load balancer"] = (t => t.Remove("ApiFromApiLoadBalancer"), "edge-ingress"),
        ["nobody may call the load balancer"] = (t => t.Remove("ApiLoadBalancerFrom0"), "edge-ingress"),
        ["redis open to the world"] = (t => t.Add("Open", Ingress, Rule("CacheSecurityGroup", 6379, range: "0.0.0.0/0")), "rule-anywhere"),
        ["the database open to the world on IPv6"] = (t => t.Add("Open", Ingress, new JsonObject { ["GroupId"] = Group("OrdersdbSecurityGroup"), ["IpProtocol"] = "tcp", ["FromPort"] = 5432, ["ToPort"] = 5432, ["CidrIpv6"] = "::/0" }), "rule-anywhere"),
        ["another port of the load balancer open to the world"] = (t => t.Add("Open", Ingress, Rule("ApiLoadBalancerSecurityGroup", 8080, range: "0.0.0.0/0")), "rule-anywhere"),
        ["the service may call the whole Internet"] = (t => t.Add("Open", Egress, Rule("ApiSecurityGroup", 443, range: "0.0.0.0/0")), "rule-anywhere"),
        ["redis open to a range"] = (t => t.Add("Open", Ingress, Rule("CacheSecurityGroup", 6379, range: "10.0.0.0/16")), "rule-range"),
        ["all ports of redis open to the service"] = (t => t.Add("Open", Ingress, Rule("CacheSecurityGroup", 0, 65535, from: "ApiSecurityGroup")), "rule-ports"),
        ["all protocols open to the service"] = (t => t.Add("Open", Ingress, new JsonObject { ["GroupId"] = Group("CacheSecurityGroup"), ["IpProtocol"] = "-1", ["SourceSecurityGroupId"] = Group("ApiSecurityGroup") }), "rule-ports"),
        ["the load balancer may call redis"] = (t => t.Add("Open", Ingress, Rule("CacheSecurityGroup", 6379, from: "ApiLoadBalancerSecurityGroup")), "rule-no-edge"),
        ["a rule within a security group"] = (t => t.Set("CacheSecurityGroup", "SecurityGroupIngress", new JsonArray(new JsonObject { ["IpProtocol"] = "tcp", ["FromPort"] = 6379, ["ToPort"] = 6379, ["CidrIp"] = "0.0.0.0/0" })), "rule-anywhere"),
        ["a security group that lets everything out"] = (t => t.Unset("ApiSecurityGroup", "SecurityGroupEgress"), "rule-outwards"),

        ["tasks with addresses in the Internet"] = (t => t.Set("Api", "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp", "ENABLED"), "private-task-address"),
        ["tasks in public subnets"] = (t => t.Set("Api", "NetworkConfiguration.AwsvpcConfiguration.Subnets.0", Ref("PublicSubnetA")), "private-task-subnets"),
        ["a database with an address in the Internet"] = (t => t.Set("Ordersdb", "PubliclyAccessible", true), "private-database"),
        ["redis in a public subnet"] = (t => t.Set("CacheSubnets", "SubnetIds.0", Ref("PublicSubnetA")), "private-isolated"),
        ["a database in no subnets of ours"] = (t => t.Unset("Ordersdb", "DBSubnetGroupName"), "private-database-subnets"),

        ["redis without TLS"] = (t => t.Set("Cache", "TransitEncryptionEnabled", false), "encryption-transit"),
        ["redis with TLS where one likes"] = (t => t.Set("Cache", "TransitEncryptionMode", "preferred"), "encryption-transit"),
        ["redis in the clear at rest"] = (t => t.Set("Cache", "AtRestEncryptionEnabled", false), "encryption-at-rest"),
        ["a database in the clear at rest"] = (t => t.Set("Ordersdb", "StorageEncrypted", false), "encryption-at-rest"),
        ["a database that does not ask for TLS"] = (t => t["OrdersdbParameters"]["Parameters"]!["rds.force_ssl"] = "0", "encryption-force-ssl"),

        ["redis without users"] = (t => t.Unset("Cache", "UserGroupIds"), "auth-user-group"),
        ["a user of redis without a password"] = (t => t.Set("CacheUser", "AuthenticationMode", new JsonObject { ["Type"] = "no-password-required" }), "auth-user-password"),
        ["a database without a password"] = (t => t.Unset("Ordersdb", "MasterUserPassword"), "auth-database-password"),

        ["redis in one zone"] = (t => t.Set("Cache", "MultiAZEnabled", false), "availability-zones"),
        ["a database in one zone"] = (t => t.Set("Ordersdb", "MultiAZ", false), "availability-zones"),
        ["tasks in one zone"] = (t => t.At("Api", "NetworkConfiguration.AwsvpcConfiguration.Subnets").AsArray().RemoveAt(1), "availability-zones"),
        ["no failover"] = (t => t.Set("Cache", "AutomaticFailoverEnabled", false), "availability-failover"),
        ["no reader"] = (t => t.Set("Cache", "ReplicasPerNodeGroup", 0), "availability-replicas"),
        ["no backups of the database"] = (t => t.Set("Ordersdb", "BackupRetentionPeriod", 0), "availability-backups"),
        ["no snapshots of redis"] = (t => t.Set("Cache", "SnapshotRetentionLimit", 0), "availability-backups"),
        ["a database that can be deleted"] = (t => t.Set("Ordersdb", "DeletionProtection", false), "availability-deletion-protection"),
        ["data that goes with the stack"] = (t => t.Attributes("Ordersdb").Remove("DeletionPolicy"), "availability-deletion-policy"),

        ["redis refuses writes when it is full"] = (t => t.Set("CacheParameters", "Properties.maxmemory-policy", "noeviction"), "ttl-policy"),
        ["the address of another mode of redis"] = (t => t.Set("CacheConnectionString", "SecretString", Sub("${Cache.ConfigurationEndPoint.Address}:6379")), "endpoint-mode"),

        ["no slow log"] = (t => t.At("Cache", "LogDeliveryConfigurations").AsArray().RemoveAt(0), "log-slow"),
        ["no limit from which a command is slow"] = (t => t.Unset("CacheParameters", "Properties.slowlog-log-slower-than"), "log-slow"),
        ["no engine log"] = (t => t.At("Cache", "LogDeliveryConfigurations").AsArray().RemoveAt(1), "log-engine"),
        ["no log of the database"] = (t => t.Set("Ordersdb", "EnableCloudwatchLogsExports", new JsonArray("upgrade")), "log-database"),
        ["no log of the task"] = (t => t.Unset("ApiTask", "ContainerDefinitions.0.LogConfiguration"), "log-task"),
        ["a log that is kept for ever"] = (t => t.Unset("ApiLog", "RetentionInDays"), "log-retention"),

        ["no alarm over evictions on the second node"] = (t => t.Remove("CacheEvictions2"), "alarm-missing"),
        ["no alarm over the database's storage"] = (t => t.Remove("OrdersdbFreeStorageSpace"), "alarm-missing"),
        ["no alarm over running tasks"] = (t => t.Remove("ApiRunningTasks"), "alarm-missing"),
        ["an alarm that tells nobody"] = (t => t.Unset("ApiLatency", "AlarmActions"), "alarm-unheard"),

        ["no circuit breaker"] = (t => t.Set("Api", "DeploymentConfiguration.DeploymentCircuitBreaker.Enable", false), "rollout-circuit-breaker"),
        ["a circuit breaker that does not roll back"] = (t => t.Set("Api", "DeploymentConfiguration.DeploymentCircuitBreaker.Rollback", false), "rollout-circuit-breaker"),
        ["a roll-out without alarms"] = (t => t.Unset("Api", "DeploymentConfiguration.Alarms"), "rollout-alarms"),
        ["tasks stopped before others are healthy"] = (t => t.Set("Api", "DeploymentConfiguration.MinimumHealthyPercent", 50), "rollout-healthy"),
        ["no revision of the secrets"] = (t => RemoveVariable(t, "ASPIRE_SECRETS_REVISION"), "rollout-secrets"),

        ["a wrong container's name"] = (t => t.Set("Api", "LoadBalancers.0.ContainerName", "web"), "wiring-container"),
        ["a port that the task does not map"] = (t => { t.Set("Api", "LoadBalancers.0.ContainerPort", 8081); t.Set("ApiTargets", "Port", 8081); }, "wiring-port"),
        ["another port of the target group"] = (t => t.Set("ApiTargets", "Port", 80), "wiring-target-port"),
        ["targets by instance"] = (t => t.Set("ApiTargets", "TargetType", "instance"), "wiring-target-type"),
        ["a port name of Service Connect that is none"] = (t => t.Set("Api", "ServiceConnectConfiguration.Services.0.PortName", "https"), "wiring-port-name"),

        ["a node type of no family"] = (t => t.Set("Cache", "CacheNodeType", "cache.t9.small"), "node-type"),
        ["a size that a family does not have"] = (t => t.Set("Ordersdb", "DBInstanceClass", "db.t4g.gigantic"), "node-type"),
        ["a node type of the other service"] = (t => t.Set("Cache", "CacheNodeType", "db.t4g.small"), "node-type"),
        ["redis's parameters for another engine"] = (t => t.Set("CacheParameters", "CacheParameterGroupFamily", "redis7"), "parameter-family"),
        ["the database's parameters for another version"] = (t => t.Set("OrdersdbParameters", "Family", "postgres17"), "parameter-family"),

        ["a password in the environment"] = (t => AddVariable(t, "Payments__Password", "opensesame"), "plaintext-secret"),
        ["a key in the environment"] = (t => AddVariable(t, "PAYMENTS_API_KEY", "k-123-abc"), "plaintext-secret"),
        ["a password in a connection string"] = (t => AddVariable(t, "ConnectionStrings__other", "Host=db;Username=app;Password=opensesame"), "plaintext-secret"),
        ["a password in an address"] = (t => AddVariable(t, "BROKER", "amqp://guest:opensesame@rabbit:5672"), "plaintext-secret"),
        ["a resolved secret in the environment"] = (t => AddVariable(t, "OTHER", Sub("{{resolve:secretsmanager:${CachePassword}:SecretString}}")), "plaintext-secret"),
        ["a written password of the database"] = (t => t.Set("Ordersdb", "MasterUserPassword", "opensesame"), "plaintext-secret"),
        ["a written password in a secret"] = (t => t.Set("CacheConnectionString", "SecretString", Sub("${Cache.PrimaryEndPoint.Address}:6379,ssl=true,password=opensesame")), "plaintext-secret"),
        ["a secret as the default of a parameter"] = (t => t.Parameters["PaymentsApiKey"] = new JsonObject { ["Type"] = "String", ["Default"] = "k-123" }, "plaintext-secret"),

        ["a role that reads another's secret"] = (t => t.At("ApiExecutionRole", "Policies.0.PolicyDocument.Statement.3.Resource").AsArray().Add((JsonNode)Ref("OrdersdbPassword")), "secret-unreferenced"),
        ["a role that may not read its task's secret"] = (t => t.At("ApiExecutionRole", "Policies.0.PolicyDocument.Statement.3.Resource").AsArray().RemoveAt(0), "secret-unreadable"),
        ["a role that may do it on everything"] = (t => t.Set("ApiExecutionRole", "Policies.0.PolicyDocument.Statement.0.Resource", "*"), "iam-resource"),
        ["a role that may do everything of a kind"] = (t => t.Set("ApiExecutionRole", "Policies.0.PolicyDocument.Statement.0.Action", "logs:*"), "iam-action"),
        ["a role that anybody may take"] = (t => t.Set("ApiTaskRole", "AssumeRolePolicyDocument.Statement.0.Principal", "*"), "iam-trust"),

        ["too many outputs"] = (t => Many(201, number => t.Outputs[$"Output{number}"] = new JsonObject { ["Value"] = "1" }), "limit-outputs"),
        ["too many parameters"] = (t => Many(201, number => t.Parameters[$"Parameter{number}"] = new JsonObject { ["Type"] = "String" }), "limit-parameters"),
        ["too many resources"] = (t => Many(500, number => t.Add($"Log{number}", "AWS::Logs::LogGroup", new JsonObject { ["RetentionInDays"] = 7 })), "limit-resources"),
        ["too many dynamic references"] = (t => Many(61, number => t.Add($"Secret{number}", "AWS::SecretsManager::Secret", new JsonObject { ["SecretString"] = Sub("{{resolve:secretsmanager:${CachePassword}:SecretString}}") })), "limit-references"),
    };

    public static TheoryData<string> Changes => [.. Mutations.Keys];

    [Fact]
    public void The_template_of_this_application_has_no_error() =>
        Assert.Equal(["encryption-http", "limit-inline"], new OwnTemplate().Check().Select(finding => finding.Severity == Severity.Error ? $"{finding}" : finding.Id).Order());

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_single_mistake_is_caught_by_the_rule_that_is_meant_for_it(string what)
    {
        var (change, id) = Mutations[what];
        var template = new OwnTemplate();
        change(template);

        var errors = template.Check().Where(finding => finding.Severity == Severity.Error).ToList();

        Assert.NotEmpty(errors);
        Assert.All(errors, finding => Assert.Equal(id, finding.Id));
        Assert.All(errors, finding => Assert.True(finding.Reason.Length > 0 && finding.Remedy.Length > 0));
    }

    private static JsonObject Ref(string name) => new() { ["Ref"] = name };

    private static JsonObject Sub(string text) => new() { ["Fn::Sub"] = text };

    private static JsonObject Group(string name) => new() { ["Fn::GetAtt"] = new JsonArray(name, "GroupId") };

    private static JsonObject Rule(string group, int port, int? to = null, string? from = null, string? range = null)
    {
        var rule = new JsonObject { ["GroupId"] = Group(group), ["IpProtocol"] = "tcp", ["FromPort"] = port, ["ToPort"] = to ?? port };
        if (from is not null)
            rule["SourceSecurityGroupId"] = Group(from);
        if (range is not null)
            rule["CidrIp"] = range;
        return rule;
    }

    private static void AddVariable(OwnTemplate template, string name, JsonNode value) =>
        template.At("ApiTask", "ContainerDefinitions.0.Environment").AsArray().Add((JsonNode)new JsonObject { ["Name"] = name, ["Value"] = value });

    private static void RemoveVariable(OwnTemplate template, string name)
    {
        var variables = template.At("ApiTask", "ContainerDefinitions.0.Environment").AsArray();
        variables.Remove(variables.Single(variable => variable!["Name"]!.GetValue<string>() == name));
    }

    private static void Many(int count, Action<int> add)
    {
        for (var number = 0; number < count; number++)
            add(number);
    }
}
