using System.Text;
using System.Text.Json.Nodes;
using AspireEcs.Checks;
using AspireEcs.Graph;
using AspireEcs.Manifests;
using AspireEcs.Resources;
using AspireEcs.Settings;
using AspireEcs.Tests.Aws;

namespace AspireEcs.Tests.Tools;

/// <summary>A template that was made of a manifest, to be looked into.</summary>
internal sealed class Written(SynthesizedStack stack)
{
    private readonly JsonObject _template = JsonNode.Parse(stack.Json)!.AsObject();

    internal SynthesizedStack Stack => stack;

    internal JsonObject Parameters => _template[nameof(Parameters)]?.AsObject() ?? [];

    internal IReadOnlyDictionary<string, JsonObject> Resources { get; } = Of(stack.Json);

    internal static Written Application { get; } = new(Synthesis.Of(Repository("aspire-manifest.json"), null, null));

    internal static string Repository(params string[] path) => Path.Combine([Moto.RepositoryRoot, .. path]);

    internal static Written Sample(string name) => new(Synthesis.Of(Repository("tests", "AspireEcs.Tests", "Samples", name, "aspire-manifest.json"), null, null));

    internal static Written From(string manifest, string settings = "{}") => new(StackWriter.Write(GraphOf(manifest, settings)));

    /// <summary>What a careful engineer would not sign.</summary>
    internal IReadOnlyList<Finding> Errors() =>
        [.. TemplateCheck.Of(CheckedStack.Of(Stack.Graph, Stack.Json, "the template")).Where(finding => finding.Severity == Severity.Error)];

    internal static SystemGraph GraphOf(string manifest, string settings = "{}") =>
        GraphBuilder.Build(ManifestReader.Parse(Encoding.UTF8.GetBytes(manifest), "/app", "aspire-manifest.json"), SettingsReader.Parse(settings, "aspire-ecs.json", null));

    internal IEnumerable<JsonObject> OfType(string type) => Resources.Values.Where(resource => (string)resource["Type"]! == type).Select(resource => resource["Properties"]!.AsObject());

    internal JsonObject Properties(string logicalId) => Resources[logicalId]["Properties"]!.AsObject();

    /// <summary>The variables of a task's first container: texts as they are, functions as JSON, secrets as <c>secret:NAME</c>.</summary>
    internal IReadOnlyDictionary<string, string> Environment(string task)
    {
        var container = Properties(task)["ContainerDefinitions"]![0]!;
        var plain = container["Environment"]!.AsArray().Select(entry => KeyValuePair.Create((string)entry!["Name"]!, entry["Value"] is JsonValue text ? (string)text! : entry["Value"]!.ToJsonString()));
        var secret = (container["Secrets"]?.AsArray() ?? []).Select(entry => KeyValuePair.Create((string)entry!["Name"]!, "secret:" + (string)entry["ValueFrom"]!["Ref"]!));
        return plain.Concat(secret).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every rule of every security group: which way, between whom, at which port.</summary>
    internal IReadOnlyCollection<string> Rules() => [.. Resources.Where(resource => IsRule(resource.Value)).Select(resource => resource.Key).Order(StringComparer.Ordinal)];

    private static bool IsRule(JsonObject resource) => (string)resource["Type"]! is "AWS::EC2::SecurityGroupIngress" or "AWS::EC2::SecurityGroupEgress";

    private static Dictionary<string, JsonObject> Of(string json) =>
        JsonNode.Parse(json)![nameof(Resources)]!.AsObject().ToDictionary(resource => resource.Key, resource => resource.Value!.AsObject(), StringComparer.Ordinal);
}
