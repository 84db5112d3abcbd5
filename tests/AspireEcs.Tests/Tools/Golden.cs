using System.Text.Json.Nodes;

namespace AspireEcs.Tests.Tools;

/// <summary>The golden manifests, of which some are Microsoft's publisher's own, with what a user would bind their connection strings to.</summary>
internal static class Golden
{
    private const string Kafka = """{ "kind": "kafka", "existing": { "host": "lkc-1.dom2.eu-west-1.aws.private.confluent.cloud", "port": 9092, "privateLink": "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0" } }""";
    private const string Legacy = """{ "kind": "other", "existing": { "host": "legacy.example.com", "port": 1433, "cidr": "172.20.4.0/24" } }""";
    private const string Redis = """{ "kind": "redis", "provision": {} }""";
    private const string Postgres = """{ "kind": "postgres", "provision": {} }""";

    private static readonly Dictionary<string, string> Bound = new()
    {
        ["orders"] = $$"""{ "resources": { "cache": {{Redis}}, "ordersdb": {{Postgres}}, "messaging": {{Kafka}} } }""",
        ["sink"] = $$"""{ "resources": { "extcache": {{Redis}}, "extpg": {{Postgres}}, "x": {{Legacy}}, "messaging": {{Kafka}} } }""",
        ["java"] = $$"""{ "resources": { "kafka": {{Kafka}} } }""",
        ["parameters"] = $$"""{ "resources": { "db": {{Postgres}}, "legacy": {{Legacy}} } }""",
    };

    internal static IEnumerable<string> Names => Directory.GetDirectories(Folder).Where(folder => File.Exists(Path.Combine(folder, "aspire-manifest.json"))).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    private static string Folder => Written.Repository("tests", "Publishing.Tests", "Golden");

    internal static string Manifest(string name) => File.ReadAllText(Path.Combine(Folder, name, "aspire-manifest.json"));

    internal static string Settings(string name) => Bound.GetValueOrDefault(name, "{}");

    /// <summary>What is left of a manifest when every resource that is refused, and whatever refers to it, is left out.</summary>
    /// <param name="name">The golden manifest.</param>
    /// <param name="settings">The settings; of what was left out they say nothing in the end.</param>
    /// <returns>The manifest and the settings.</returns>
    internal static (string Manifest, string Settings) Deployable(string name, string settings)
    {
        var (manifest, bound) = (JsonNode.Parse(Manifest(name))!, JsonNode.Parse(settings)!);
        var resources = manifest["resources"]!.AsObject();
        while (true)
        {
            try
            {
                Written.From(manifest.ToJsonString(), bound.ToJsonString());
                return (manifest.ToJsonString(), bound.ToJsonString());
            }
            catch (RefusedException refused)
            {
                foreach (var subject in refused.Refusals.Select(refusal => refusal.Subject).Distinct())
                {
                    Assert.True(resources.Remove(subject), refused.Message);
                    (bound["resources"] as JsonObject)?.Remove(subject);
                }
            }
        }
    }
}
