using System.CommandLine;
using System.Text.Json;
using AspireEcs.Graph;
using AspireEcs.Settings;
using AspireEcs.Templates;

namespace AspireEcs.Commands;

/// <summary>What a command deploys: a manifest with its settings, or a template that was synthesised before.</summary>
internal sealed class TemplateInput
{
    internal Argument<FileInfo> File { get; } = new("MANIFEST") { Description = "An aspire-manifest.json, or a template that was synthesised." };

    internal Option<string?> Settings { get; } = new("--settings") { Description = "The settings; without, aspire-ecs.json beside the manifest." };

    internal Option<string?> Environment { get; } = new("--environment") { Description = "One of the settings' environments." };

    internal async Task<ReadTemplate> ReadAsync(ParseResult parsed, CancellationToken cancel)
    {
        var file = parsed.GetRequiredValue(File);
        if (!file.Exists)
            throw new FormatException($"There is no file {file.FullName}.");
        var text = await System.IO.File.ReadAllTextAsync(file.FullName, cancel);
        if (IsTemplate(text))
            return new ReadTemplate(TemplateDocument.Parse(text, file.Name), null, file.FullName);
        var stack = Synthesis.Of(file.FullName, parsed.GetValue(Settings), parsed.GetValue(Environment));
        foreach (var remark in stack.Remarks)
            await Console.Error.WriteLineAsync($"note: {remark}");
        return new ReadTemplate(TemplateDocument.Parse(stack.Json, $"the template of {file.Name}"), stack.Graph, file.FullName);
    }

    private static bool IsTemplate(string text)
    {
        try
        {
            using var read = JsonDocument.Parse(text);
            return read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.TryGetProperty("Resources", out _);
        }
        catch (JsonException)
        {
            return false; // The manifest's reader says better what is wrong with it.
        }
    }
}

/// <summary>A template that was read or synthesised.</summary>
/// <param name="Template">The template.</param>
/// <param name="Graph">The system it was synthesised of; null where it was read.</param>
/// <param name="Path">The file it comes from.</param>
internal sealed record ReadTemplate(TemplateDocument Template, SystemGraph? Graph, string Path)
{
    internal EcsSettings? Settings => Graph?.Settings;
}
