using System.Text.Json;
using AspireEcs.Aws;
using AspireEcs.Schema;
using AspireEcs.Templates;

namespace AspireEcs.Deployment;

/// <summary>Finds a value for each parameter of a template.</summary>
/// <param name="given">From the command line, a file, or the images that were pushed.</param>
/// <param name="environment">The value of an environment variable; a secret comes from here or from the file.</param>
internal sealed class ParameterValues(IReadOnlyDictionary<string, string> given, Func<string, string?> environment)
{
    /// <summary>Reads <c>NAME=VALUE</c> pairs of the command line, refusing secrets there, since every user of a machine can read command lines.</summary>
    internal static Dictionary<string, string> Parse(IEnumerable<string> pairs, TemplateDocument template)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new FormatException($"'{pair}' gives no parameter a value. Write NAME=VALUE.");
            var name = pair[..equals];
            if (IsSecret(template, name))
                throw new FormatException($"{name} is a secret, and a command line is no place for one. Give it in the environment as Parameters__{name}, or in a file with --parameters.");
            values[name] = pair[(equals + 1)..];
        }
        return values;
    }

    /// <summary>The values to deploy with; a null keeps what the stack has.</summary>
    /// <exception cref="FormatException">A parameter has no value anywhere, or a value has no parameter.</exception>
    internal IReadOnlyDictionary<string, string?> For(TemplateDocument template, Stack? present)
    {
        if (given.Keys.FirstOrDefault(name => !template.Parameters.TryGetProperty(name, out _)) is { } unknown)
            throw new FormatException($"The template has no parameter {unknown}. {Nearest.Remedy(unknown, template.Parameters.EnumerateObject().Select(parameter => parameter.Name))}");
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var parameter in template.Parameters.EnumerateObject())
        {
            if (given.TryGetValue(parameter.Name, out var value) || (value = environment("Parameters__" + parameter.Name)) is not null)
                values[parameter.Name] = value;
            else if (parameter.Value.TryGetProperty("Default", out _))
                continue;
            else if (present?.Parameters.ContainsKey(parameter.Name) == true)
                values[parameter.Name] = null;
            else if (SuppliedValues.Images(template).FirstOrDefault(image => image.Parameter == parameter.Name).Resource is { } resource)
                throw new FormatException($"The image of {resource} is not known. Let --build make and push it, name the tag under which it was pushed with --image-tag, or give the image with --parameter {parameter.Name}=REPOSITORY@sha256:….");
            else
                throw new FormatException($"Parameter {parameter.Name} has no value. Give it {(IsSecret(template, parameter.Name) ? "" : $"with --parameter {parameter.Name}=…, ")}in the environment as Parameters__{parameter.Name}, or in a file with --parameters.");
        }
        return values;
    }

    private static bool IsSecret(TemplateDocument template, string name) =>
        template.Parameters.TryGetProperty(name, out var parameter) && parameter.ValueKind == JsonValueKind.Object && parameter.TryGetProperty("NoEcho", out var hidden) && hidden.ToString() is "True" or "true";
}
