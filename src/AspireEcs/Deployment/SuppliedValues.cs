using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AspireEcs.Aws;
using AspireEcs.Templates;

namespace AspireEcs.Deployment;

/// <summary>
/// Fills the parameters that a template says to be for parts of a manifest: secrets are put into Secrets Manager and named by their
/// ARNs, other values come from the environment. Names in the environment are those that the application itself reads.
/// </summary>
internal sealed class SuppliedValues(SecretsManager secrets, Func<string, string?> environment)
{
    private const string Revision = "SecretsRevision";

    /// <summary>The images that a template waits for: the parameter, and the part of the manifest.</summary>
    internal static IReadOnlyList<(string Parameter, string Resource)> Images(TemplateDocument template) =>
        [.. Notes(template).Where(note => note.Value.TryGetProperty("image", out _)).Select(note => (note.Name, note.Value.GetProperty("image").GetString()!))];

    /// <summary>The values that are there without storing anything: for a plan.</summary>
    internal static Dictionary<string, string> Known(TemplateDocument template, Func<string, string?> environment) =>
        Notes(template).Where(note => note.Value.TryGetProperty("value", out _))
            .Select(note => (note.Name, Value: Given(note.Value.GetProperty("value").GetString()!, Filter(note), environment))).Where(value => value.Value is not null)
            .ToDictionary(value => value.Name, value => value.Value!);

    /// <summary>Stores the secrets that are given, and says the ARNs of all and a revision that changes when one of them does.</summary>
    /// <param name="stack">The stack: the secrets' names begin with it.</param>
    /// <param name="template">The template.</param>
    /// <param name="present">What is there.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="FormatException">A secret is not given, and was never.</exception>
    internal async Task<IReadOnlyDictionary<string, string>> StoreAsync(string stack, TemplateDocument template, Stack? present, CancellationToken cancel)
    {
        var values = Known(template, environment);
        var versions = new StringBuilder();
        foreach (var note in Notes(template).Where(note => note.Value.TryGetProperty("secret", out _)))
        {
            var source = note.Value.GetProperty("secret").GetString()!;
            var filter = Filter(note);
            var name = filter is null ? $"{stack}/{source}" : $"{stack}/{source}/{filter}";
            var stored = Given(source, filter, environment) is { } value ? await secrets.StoreAsync(name, value, cancel) : await secrets.FindAsync(name, cancel);
            if (stored is not null)
                values[note.Name] = stored.Arn;
            else if (environment("Parameters__" + note.Name) is null && present?.Parameters.ContainsKey(note.Name) != true)
                throw new FormatException($"The secret {source} has no value. Give it in the environment as Parameters__{Variable(source)} or ConnectionStrings__{Variable(source)}, once: it is kept in Secrets Manager as {name}.");
            versions.Append(stored?.Version).Append(' ');
        }
        if (template.Parameters.TryGetProperty(Revision, out _))
            values[Revision] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(versions.ToString())))[..12];
        return values;
    }

    internal static string? Given(string source, string? filter, Func<string, string?> environment)
    {
        var value = new[] { source, Variable(source) }.SelectMany(name => new[] { "Parameters__" + name, "ConnectionStrings__" + name }).Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return value is not null && filter == "uri" ? Uri.EscapeDataString(value) : value;
    }

    /// <summary>A shell takes no dash in a name.</summary>
    private static string Variable(string name) => name.Replace('-', '_');

    private static string? Filter(JsonProperty note) => note.Value.TryGetProperty("filter", out var filter) ? filter.GetString() : null;

    private static JsonProperty[] Notes(TemplateDocument template) =>
        template.Root.TryGetProperty("Metadata", out var metadata) && metadata.TryGetProperty("AspireEcs", out var ours) && ours.TryGetProperty("Parameters", out var notes) ? [.. notes.EnumerateObject()] : [];
}
