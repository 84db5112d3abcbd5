using System.Text;
using System.Text.Json;
using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Checks;

/// <summary>A template, and the system that it should be the deployment of.</summary>
/// <param name="Graph">The system: who calls whom.</param>
/// <param name="Text">The template's text.</param>
/// <param name="Template">The template.</param>
internal sealed record CheckedStack(SystemGraph Graph, string Text, TemplateDocument Template)
{
    /// <exception cref="FormatException">The text is no template.</exception>
    internal static CheckedStack Of(SystemGraph graph, string text, string name) => new(graph, text, TemplateDocument.Parse(text, name));

    internal int Bytes => Encoding.UTF8.GetByteCount(Text);

    internal IEnumerable<TemplateResource> All(string type) => Template.Resources.Values.Where(resource => resource.Type == type);

    /// <summary>The resource that a value refers to; null where it refers to none of the template.</summary>
    internal TemplateResource? Target(JsonElement value) => TargetName(value) is { } name ? Template.Resources.GetValueOrDefault(name) : null;

    /// <summary>The resource or parameter that a value refers to, else its text.</summary>
    internal static string? TargetName(JsonElement value) =>
        TemplateReference.In(value).FirstOrDefault(reference => !reference.IsCondition && !reference.IsPseudo)?.Target ?? value.Plain();
}
