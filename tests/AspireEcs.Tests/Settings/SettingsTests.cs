using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AspireEcs.Manifests;
using AspireEcs.Settings;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Settings;

public sealed class SettingsTests
{
    private const string Connection = """{ "resources": { "cache": { "type": "parameter.v0", "connectionString": "{cache.value}", "value": "{cache.inputs.value}", "inputs": { "value": { "type": "string", "secret": true } } } } }""";

    private static readonly JsonObject _schema = JsonNode.Parse(File.ReadAllText(Written.Repository("docs", "aspire-ecs.schema.json")))!.AsObject();

    [Fact]
    public void A_connection_string_that_is_bound_to_nothing_is_refused_with_a_sentence()
    {
        var refusal = Assert.Single(Assert.ThrowsAny<RefusedException>(() => Written.From(Connection)).Refusals);
        Assert.Equal(("unbound", "cache"), (refusal.Id, refusal.Subject));
        Assert.Contains("aspire-ecs init", refusal.Remedy, StringComparison.Ordinal);
    }

    /// <summary>An existing server: one rule in its group, or one out to the range of its network, and its connection string from a secret that is given.</summary>
    [Theory]
    [InlineData("""{ "securityGroup": "sg-0123456789abcdef0" }""", "ApiToCache CacheFromApi")]
    [InlineData("""{ "cidr": "172.20.0.0/24" }""", "ApiToCache")]
    [InlineData("""{ "privateLink": "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0" }""", "ApiToCache CacheFromApi")]
    public void A_server_that_is_there_is_reached_by_the_way_that_the_settings_name(string way, string rules)
    {
        var existing = JsonNode.Parse(way)!.AsObject();
        (existing["host"], existing["port"]) = ("cache.example.com", 6380);
        var manifest = JsonNode.Parse(Connection)!;
        manifest["resources"]!["api"] = new JsonObject { ["type"] = "project.v0", ["path"] = "Api.csproj", ["env"] = new JsonObject { ["ConnectionStrings__cache"] = "{cache.connectionString}" } };
        var written = Written.From(manifest.ToJsonString(), new JsonObject { ["resources"] = new JsonObject { ["cache"] = new JsonObject { ["kind"] = "redis", ["existing"] = existing } } }.ToJsonString());
        Assert.Equal(rules.Split(' '), written.Rules().Where(rule => rule.Contains("Cache", StringComparison.Ordinal)));
        Assert.All(rules.Split(' '), rule => Assert.Equal(6380, (int)written.Properties(rule)["FromPort"]!));
        Assert.Equal("secret:CacheSecretArn", written.Environment("ApiTask")["ConnectionStrings__cache"]);
        Assert.Empty(written.OfType("AWS::ElastiCache::ReplicationGroup"));
    }

    [Theory]
    [InlineData("""{ "stack": "My App" }""", "settings-stack")]
    [InlineData("""{ "sizes": {} }""", "settings-format")]
    [InlineData("""{ "stack": """, "settings-format")]
    [InlineData("""{ "network": { "zones": 1 } }""", "settings-zones")]
    [InlineData("""{ "network": { "vpc": "vpc-1" } }""", "settings-subnets")]
    [InlineData("""{ "services": { "*": { "cpu": 300 } } }""", "settings-cpu")]
    [InlineData("""{ "services": { "*": { "cpu": 256, "memory": 4096 } } }""", "settings-memory")]
    [InlineData("""{ "services": { "*": { "minimumTasks": 3, "maximumTasks": 2 } } }""", "settings-tasks")]
    [InlineData("""{ "services": { "*": { "architecture": "arm" } } }""", "settings-architecture")]
    [InlineData("""{ "resources": { "cache": { "kind": "redis" } } }""", "settings-backing")]
    [InlineData("""{ "resources": { "cache": { "kind": "redis", "existing": { "host": "h", "port": 1 } } } }""", "settings-existing")]
    [InlineData("""{ "resources": { "cache": { "kind": "redis", "existing": { "host": "h", "port": 1, "cidr": "0.0.0.0/0" } } } }""", "settings-existing")]
    [InlineData("""{ "resources": { "cache": { "kind": "redis", "provision": { "replicas": 0 } } } }""", "settings-replicas")]
    [InlineData("""{ "resources": { "cache": { "kind": "redis", "provision": { "engine": "memcached" } } } }""", "settings-engine")]
    [InlineData("""{ "resources": { "cache": { "kind": "other", "provision": {} } } }""", "settings-backing")]
    [InlineData("""{ "resources": { "cache": { "kind": "redis", "provision": {} }, "chache": { "kind": "redis", "provision": {} } } }""", "settings-unknown")]
    [InlineData("""{ "resources": { "cache": { "kind": "redis", "provision": {} } }, "services": { "web": {} } }""", "settings-unknown")]
    public void A_wrong_setting_is_refused_with_a_sentence(string settings, string id)
    {
        var refused = Assert.ThrowsAny<RefusedException>(() => Written.From(Connection, settings));
        Assert.Contains(refused.Refusals, refusal => refusal.Id == id && refusal.Remedy.Length > 10);
    }

    [Fact]
    public void An_environment_that_is_not_there_is_refused_with_those_that_are()
    {
        var refused = Assert.ThrowsAny<RefusedException>(() => SettingsReader.Parse("""{ "environments": { "staging": {} } }""", "aspire-ecs.json", "production"));
        Assert.Contains("staging", Assert.Single(refused.Refusals).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_proposes_settings_that_can_be_read_and_bind_every_connection_string()
    {
        var manifest = ManifestReader.Read(Written.Repository("aspire-manifest.json"));
        var settings = SettingsReader.Parse(SettingsProposal.For(manifest), "aspire-ecs.json", null);
        Assert.Equal([("cache", BackingKind.Redis), ("ordersdb", BackingKind.Postgres), ("messaging", BackingKind.Kafka)], settings.Resources.Select(resource => (resource.Key, resource.Value.Kind!.Value)));
        Assert.NotEmpty(Written.From(File.ReadAllText(Written.Repository("aspire-manifest.json")), SettingsProposal.For(manifest)).Resources);
        Assert.Equal(_schema.ToJsonString(), JsonNode.Parse(SettingsProposal.Schema())!.ToJsonString());
    }

    /// <summary>An editor that knows the schema accepts what the reader accepts, name by name.</summary>
    [Theory]
    [InlineData(typeof(EcsSettings), "environment")]
    [InlineData(typeof(NetworkSettings), "network")]
    [InlineData(typeof(ClusterSettings), "cluster")]
    [InlineData(typeof(LoadBalancerSettings), "loadBalancer")]
    [InlineData(typeof(AlarmSettings), "alarms")]
    [InlineData(typeof(CostSettings), "cost")]
    [InlineData(typeof(ServiceSettings), "service")]
    [InlineData(typeof(BackingSettings), "backing")]
    [InlineData(typeof(ProvisionSettings), "provision")]
    [InlineData(typeof(ExistingSettings), "existing")]
    public void The_schema_has_every_setting_and_no_other(Type settings, string definition)
    {
        var read = ((IJsonTypeInfoResolver)EcsSettingsJson.Default).GetTypeInfo(settings, EcsSettingsJson.Default.Options)!;
        Assert.Equal(read.Properties.Select(property => property.Name).Order(), _schema["definitions"]![definition]!["properties"]!.AsObject().Select(property => property.Key).Order());
    }

    [Fact]
    public void The_schema_says_the_defaults_that_the_reader_has()
    {
        Assert.Equal(new EcsSettings().LogRetentionDays, (int)_schema["properties"]!["logRetentionDays"]!["default"]!);
        var service = JsonSerializer.SerializeToNode(new ServiceSettings(), EcsSettingsJson.Default.Options.GetTypeInfo(typeof(ServiceSettings)))!.AsObject();
        foreach (var (name, definition) in _schema["definitions"]!["service"]!["properties"]!.AsObject().Where(one => one.Value!["default"] is not null))
            Assert.Equal(definition!["default"]!.ToJsonString(), service[name]!.ToJsonString());
    }
}
