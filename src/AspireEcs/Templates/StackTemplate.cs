using System.Text.Json;

namespace AspireEcs.Templates;

/// <summary>A template with the values of its parameters: what a stack is made of.</summary>
/// <param name="Template">The template.</param>
/// <param name="Parameters">The values that were given; where there is none, the template's default holds.</param>
internal sealed record StackTemplate(TemplateDocument Template, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>What CloudFormation says instead of a parameter with NoEcho.</summary>
    private const string Hidden = "****";

    internal static StackTemplate Nothing { get; } = new(TemplateDocument.Empty, new Dictionary<string, string>());

    /// <summary>The value of a parameter; null where it has none, or where CloudFormation hides it.</summary>
    internal string? Parameter(string name)
    {
        if (Parameters.TryGetValue(name, out var given))
            return given == Hidden ? null : given;
        return Template.Parameters.TryGetProperty(name, out var parameter) && parameter.ValueKind == JsonValueKind.Object && parameter.TryGetProperty("Default", out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
            : null;
    }
}
