using System.Text.Json;

namespace AspireEcs.Templates;

/// <summary>A CloudFormation template as text: one of ours, one that is deployed, one that somebody changed by hand.</summary>
internal sealed class TemplateDocument
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    private TemplateDocument(JsonElement root)
    {
        Root = root;
        Resources = Section("Resources").EnumerateObject()
            .ToDictionary(resource => resource.Name, resource => new TemplateResource(resource.Name, resource.Value), StringComparer.Ordinal);
    }

    /// <summary>A template without any resource: what a stack is before its first deployment.</summary>
    internal static TemplateDocument Empty { get; } = new(Nothing);

    internal JsonElement Root { get; }

    internal IReadOnlyDictionary<string, TemplateResource> Resources { get; }

    internal JsonElement Parameters => Section("Parameters");

    internal JsonElement Conditions => Section("Conditions");

    internal JsonElement Mappings => Section("Mappings");

    internal JsonElement Outputs => Section("Outputs");

    /// <summary>Reads a template.</summary>
    /// <param name="json">The template's text, JSON.</param>
    /// <param name="name">What it is called in an error, such as its file.</param>
    /// <exception cref="FormatException">It is no JSON object.</exception>
    internal static TemplateDocument Parse(string json, string name)
    {
        try
        {
            var root = JsonDocument.Parse(json).RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new TemplateDocument(root)
                : throw new FormatException($"{name} is no CloudFormation template: it must be a JSON object with Resources.");
        }
        catch (JsonException unreadable)
        {
            throw new FormatException($"{name} is no CloudFormation template in JSON: {unreadable.Message}", unreadable);
        }
    }

    private JsonElement Section(string name) =>
        Root.TryGetProperty(name, out var section) && section.ValueKind == JsonValueKind.Object ? section : Nothing;
}

/// <summary>A resource of a template.</summary>
internal sealed record TemplateResource(string LogicalId, JsonElement Body)
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    internal string Type => Text("Type") ?? "";

    internal JsonElement Properties =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(nameof(Properties), out var properties) && properties.ValueKind == JsonValueKind.Object ? properties : Nothing;

    /// <summary>An attribute beside the properties, such as <c>DeletionPolicy</c> or <c>Condition</c>.</summary>
    internal string? Text(string attribute) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(attribute, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The resources that are made before this one although nothing in it refers to them.</summary>
    internal IEnumerable<string> DependsOn =>
        Body.ValueKind != JsonValueKind.Object || !Body.TryGetProperty(nameof(DependsOn), out var needed) ? []
        : needed.ValueKind == JsonValueKind.Array ? needed.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)
        : needed.ValueKind == JsonValueKind.String ? [needed.GetString()!] : [];
}
