using System.Text.Json.Nodes;
using AspireEcs.Checks;
using AspireEcs.Resources;
using AspireEcs.Tests.Aws;

namespace AspireEcs.Tests.Checks;

/// <summary>The template of this repository's application, to be changed by one mistake at a time.</summary>
internal sealed class OwnTemplate
{
    private static readonly Lazy<SynthesizedStack> Synthesized = new(() => Synthesis.Of(Path.Combine(Moto.RepositoryRoot, "aspire-manifest.json"), null, null));

    private readonly JsonObject _template = JsonNode.Parse(Synthesized.Value.Json)!.AsObject();

    internal JsonObject Parameters => _template[nameof(Parameters)]!.AsObject();

    internal JsonObject Outputs => _template[nameof(Outputs)]!.AsObject();

    private JsonObject Resources => _template[nameof(Resources)]!.AsObject();

    /// <summary>The properties of a resource.</summary>
    internal JsonObject this[string logicalId] => Resources[logicalId]!["Properties"]!.AsObject();

    internal JsonObject Attributes(string logicalId) => Resources[logicalId]!.AsObject();

    /// <summary>A value at a path such as <c>ContainerDefinitions.0.Name</c>.</summary>
    internal JsonNode At(string logicalId, string path) => path.Split('.').Aggregate((JsonNode)this[logicalId], Step);

    internal void Set(string logicalId, string path, JsonNode? value)
    {
        var dot = path.LastIndexOf('.');
        var (parent, name) = dot < 0 ? (this[logicalId], path) : (At(logicalId, path[..dot]), path[(dot + 1)..]);
        if (parent is JsonArray list)
            list[int.Parse(name)] = value;
        else
            parent[name] = value;
    }

    internal void Unset(string logicalId, string path)
    {
        var dot = path.LastIndexOf('.');
        (dot < 0 ? this[logicalId] : At(logicalId, path[..dot])).AsObject().Remove(path[(dot + 1)..]);
    }

    internal void Add(string logicalId, string type, JsonObject properties) => Resources[logicalId] = new JsonObject { ["Type"] = type, ["Properties"] = properties };

    /// <summary>Takes a resource out, and out of what waits for it.</summary>
    internal void Remove(string logicalId)
    {
        Resources.Remove(logicalId);
        foreach (var (_, resource) in Resources)
        {
            if (resource!["DependsOn"] is JsonArray needed && needed.FirstOrDefault(one => one!.GetValue<string>() == logicalId) is { } named)
                needed.Remove(named);
        }
    }

    internal IReadOnlyList<Finding> Check() => TemplateCheck.Of(CheckedStack.Of(Synthesized.Value.Graph, _template.ToString(), "the template"));

    private static JsonNode Step(JsonNode node, string name) => (node is JsonArray list ? list[int.Parse(name)] : node[name])!;
}
