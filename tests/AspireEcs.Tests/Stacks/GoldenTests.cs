using System.Text.Json.Nodes;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Stacks;

/// <summary>The golden manifests, of which some are Microsoft's publisher's own: what they hold is deployed, or refused by name.</summary>
public sealed class GoldenTests
{
    private const string Bound = """
        {
          "resources": {
            "cache": { "kind": "redis", "provision": {} },
            "ordersdb": { "kind": "postgres", "provision": {} },
            "messaging": { "kind": "kafka", "existing": { "host": "lkc-1.dom2.eu-west-1.aws.private.confluent.cloud", "port": 9092, "privateLink": "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0" } }
          }
        }
        """;

    [Theory]
    [InlineData("orders", Bound)]
    [InlineData("kestrel", "{}")]
    [InlineData("projects", "{}")]
    public void It_becomes_a_template_that_checks_clean(string name, string settings) => Assert.Empty(Written.From(Manifest(name), settings).Errors());

    [Theory]
    [InlineData("sink",
        "cache3 manifest-bind-mount", "extcache unbound", "extpg unbound", "postgres2 manifest-bind-mount", "x unbound", "messaging unbound", "messaging2 unbound", "messaging2 manifest-bind-mount",
        "mycontainer manifest-bind-mount", "mycontainer manifest-volume", "mycontainer manifest-external-tcp", "built manifest-build-secret", "node-app manifest-executable", "webapi2 manifest-https-port")]
    [InlineData("containers", "mounts manifest-bind-mount", "mounts manifest-volume", "staged manifest-build-secret")]
    [InlineData("endpoints", "web manifest-https-port", "game manifest-udp", "game manifest-external-tcp", "worker manifest-executable")]
    [InlineData("java", "kafka unbound", "spring-orders manifest-executable", "packed-project manifest-https-port", "load manifest-executable")]
    [InlineData("parameters", "db unbound", "legacy unbound", "generated-kept manifest-generate")]
    [InlineData("services", "deployed manifest-deployment", "deployed-container manifest-deployment", "queue manifest-type")]
    [InlineData("expressions", "app manifest-secret-argument")]
    public void What_cannot_be_deployed_is_refused_by_name_all_at_once(string name, params string[] expected)
    {
        var refused = Assert.Throws<RefusedException>(() => Written.From(Manifest(name)));
        Assert.Equal(expected.Order(), refused.Refusals.Select(refusal => $"{refusal.Subject} {refusal.Id}").Distinct().Order());
        Assert.All(refused.Refusals, refusal => Assert.True(refusal.Reason.Length > 20 && refusal.Remedy.Length > 10, refusal.ToString()));
    }

    /// <summary>What is left of a manifest when every resource that is refused, and whatever refers to it, is left out.</summary>
    [Theory]
    [InlineData("sink")]
    [InlineData("containers")]
    [InlineData("endpoints")]
    [InlineData("java")]
    [InlineData("parameters")]
    [InlineData("services")]
    [InlineData("expressions")]
    public void The_rest_of_it_becomes_a_template_that_checks_clean(string name)
    {
        var manifest = JsonNode.Parse(Manifest(name))!;
        var resources = manifest["resources"]!.AsObject();
        for (var round = 0; round < resources.Count + 50; round++)
        {
            try
            {
                Assert.Empty(Written.From(manifest.ToJsonString()).Errors());
                return;
            }
            catch (RefusedException refused)
            {
                Assert.All(refused.Refusals, refusal => Assert.True(resources.ContainsKey(refusal.Subject), refusal.ToString()));
                foreach (var subject in refused.Refusals.Select(refusal => refusal.Subject).Distinct())
                    resources.Remove(subject);
            }
        }
        Assert.Fail("It never came to an end.");
    }

    private static string Manifest(string name) => File.ReadAllText(Written.Repository("tests", "Publishing.Tests", "Golden", name, "aspire-manifest.json"));
}
