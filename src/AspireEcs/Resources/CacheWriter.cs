using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>Redis on ElastiCache: encrypted on the way and at rest, a user with a password, a reader in another zone, slow log and engine log.</summary>
internal static class CacheWriter
{
    private const string Valkey = "valkey";
    private const int SlowMicroseconds = 10_000;

    // What an application needs and no more; INFO is how clients find out about replicas.
    private const string Rights = "~* &* +@all -@dangerous +info";

    internal static void Write(StoreNode store, Deployment deployment)
    {
        var (template, provision) = (deployment.Template, store.Provision);
        var engine = provision.Engine ?? Valkey;
        var version = provision.Version ?? (engine == Valkey ? "8.0" : "7.1");

        deployment.Network.SecurityGroup(template, store.SecurityGroup, store.Name);
        template.Resource($"{store.Id}Subnets", "AWS::ElastiCache::SubnetGroup", new() { ["Description"] = store.Name, ["SubnetIds"] = deployment.Network.IsolatedSubnets() });
        template.Resource($"{store.Id}Parameters", "AWS::ElastiCache::ParameterGroup", new()
        {
            ["CacheParameterGroupFamily"] = $"{engine}{version.Split('.')[0]}",
            ["Description"] = store.Name,
            ["Properties"] = new JsonObject
            {
                ["maxmemory-policy"] = "volatile-lru",   // every entry has a TTL; the oldest go first
                ["slowlog-log-slower-than"] = $"{SlowMicroseconds}",
                ["slowlog-max-len"] = "128",
            },
        });
        Users(store, engine, deployment);
        foreach (var log in new[] { "Slow", "Engine" })
            template.Resource($"{store.Id}{log}Log", "AWS::Logs::LogGroup", new() { ["RetentionInDays"] = deployment.Settings.LogRetentionDays });

        var group = template.Resource(store.Id, "AWS::ElastiCache::ReplicationGroup", new()
        {
            ["ReplicationGroupDescription"] = Cfn.Sub($"${{AWS::StackName}} {store.Name}"),
            ["Engine"] = engine,
            ["EngineVersion"] = version,
            ["CacheNodeType"] = provision.Size ?? "cache.t4g.small",
            ["NumNodeGroups"] = 1,
            ["ReplicasPerNodeGroup"] = provision.Replicas ?? 1,
            ["AutomaticFailoverEnabled"] = true,
            ["MultiAZEnabled"] = true,
            ["TransitEncryptionEnabled"] = true,
            ["TransitEncryptionMode"] = "required",
            ["AtRestEncryptionEnabled"] = true,
            ["Port"] = store.Port,
            ["CacheSubnetGroupName"] = Cfn.Ref($"{store.Id}Subnets"),
            ["CacheParameterGroupName"] = Cfn.Ref($"{store.Id}Parameters"),
            ["SecurityGroupIds"] = Cfn.List(Cfn.GetAtt(store.SecurityGroup, "GroupId")),
            ["UserGroupIds"] = Cfn.List(Cfn.Ref($"{store.Id}Users")),
            ["SnapshotRetentionLimit"] = 7,
            ["AutoMinorVersionUpgrade"] = true,
            ["LogDeliveryConfigurations"] = Cfn.List(Log(store, "Slow"), Log(store, "Engine")),
        });
        group["DeletionPolicy"] = "Snapshot";
        group["UpdateReplacePolicy"] = "Snapshot";
        CacheAlarms.Write(store, deployment);
    }

    private static void Users(StoreNode store, string engine, Deployment deployment)
    {
        var template = deployment.Template;
        var name = StoreValues.RedisUser(store);
        var users = Cfn.List(Cfn.Ref($"{store.Id}User"));
        template.Resource($"{store.Id}User", "AWS::ElastiCache::User", new()
        {
            ["UserId"] = Cfn.Sub($"${{AWS::StackName}}-{store.Name}-app"),
            ["UserName"] = name,
            ["Engine"] = engine,
            ["AccessString"] = $"on {Rights}",
            ["AuthenticationMode"] = new JsonObject { ["Type"] = "password", ["Passwords"] = Cfn.List(Cfn.Sub(deployment.Stores.Password(store).Sub)) },
        });
        if (name != "default")
        {
            template.Resource($"{store.Id}DefaultUser", "AWS::ElastiCache::User", new()
            {
                ["UserId"] = Cfn.Sub($"${{AWS::StackName}}-{store.Name}-off"),
                ["UserName"] = "default",   // a group has one of this name; it may do nothing
                ["Engine"] = engine,
                ["AccessString"] = "off ~* -@all",
                ["AuthenticationMode"] = new JsonObject { ["Type"] = "password", ["Passwords"] = Cfn.List(Cfn.Sub(deployment.Stores.Password(store).Sub)) },
            });
            users.Add(Cfn.Ref($"{store.Id}DefaultUser"));
        }
        template.Resource($"{store.Id}Users", "AWS::ElastiCache::UserGroup", new()
        {
            ["UserGroupId"] = Cfn.Sub($"${{AWS::StackName}}-{store.Name}"),
            ["Engine"] = engine,
            ["UserIds"] = users,
        });
    }

    private static JsonObject Log(StoreNode store, string log) => new()
    {
        ["LogType"] = $"{log.ToLowerInvariant()}-log",
        ["LogFormat"] = "json",
        ["DestinationType"] = "cloudwatch-logs",
        ["DestinationDetails"] = new JsonObject { ["CloudWatchLogsDetails"] = new JsonObject { ["LogGroup"] = Cfn.Ref($"{store.Id}{log}Log") } },
    };
}
