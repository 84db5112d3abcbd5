using System.Text.Json;

namespace AspireEcs.Manifests;

/// <summary>What an entry of a manifest may say. Anything else would be dropped silently, so it is refused by name.</summary>
internal static class KnownProperties
{
    private static readonly HashSet<string> Parameter = ["type", "value", "inputs", "connectionString"];
    private static readonly HashSet<string> Value = ["type", "value", "connectionString"];
    private static readonly HashSet<string> AnnotatedText = ["type", "value", "filter"];
    private static readonly HashSet<string> Project = ["type", "path", "args", "env", "bindings"];
    private static readonly HashSet<string> Container = ["type", "image", "build", "entrypoint", "args", "env", "bindings", "volumes", "bindMounts", "connectionString"];
    private static readonly HashSet<string> Dockerfile = ["type", "path", "context", "buildArgs", "args", "env", "bindings"];
    private static readonly HashSet<string> Executable = ["type", "workingDirectory", "command", "args", "env", "bindings", "connectionString"];
    private static readonly HashSet<string> Binding = ["scheme", "protocol", "transport", "port", "targetPort", "external"];
    private static readonly HashSet<string> Build = ["context", "dockerfile", "stage", "args", "secrets"];
    private static readonly HashSet<string> Volume = ["name", "target", "readOnly"];
    private static readonly HashSet<string> BindMount = ["source", "target", "readOnly"];
    private static readonly HashSet<string> Default = ["value", "generate"];
    private static readonly HashSet<string> Document = ["$schema", "resources"];
    private static readonly HashSet<string> Input = ["type", "secret", "default"];
    private static readonly HashSet<string> Generate = ["minLength", "lower", "upper", "numeric", "special", "minLower", "minUpper", "minNumeric", "minSpecial"];

    /// <summary>What stands beside the resources.</summary>
    internal static IEnumerable<Refusal> CheckDocument(string file, JsonElement document) => Unknown(file, "", document, Document);

    internal static IEnumerable<Refusal> Check(string name, string type, JsonElement entry)
    {
        var known = type switch
        {
            "parameter.v0" => Parameter,
            "value.v0" => Value,
            "annotated.string" => AnnotatedText,
            "project.v0" or "project.v1" => Project,
            "dockerfile.v0" => Dockerfile,
            "executable.v0" => Executable,
            _ => Container,
        };
        return [.. Unknown(name, "", entry, known), .. Nested(name, entry), .. Other(name, type, entry)];
    }

    private static IEnumerable<Refusal> Nested(string name, JsonElement entry)
    {
        if (entry.TryGetProperty("build", out var build))
        {
            foreach (var refusal in Unknown(name, "build.", build, Build))
                yield return refusal;
        }
        foreach (var refusal in Items(entry, "volumes").SelectMany(volume => Unknown(name, "volumes.", volume, Volume)).Concat(Items(entry, "bindMounts").SelectMany(mount => Unknown(name, "bindMounts.", mount, BindMount))))
            yield return refusal;
        foreach (var binding in Members(entry, "bindings"))
        {
            foreach (var refusal in Unknown(name, $"bindings.{binding.Name}.", binding.Value, Binding))
                yield return refusal;
            if (binding.Value.TryGetProperty("protocol", out var protocol) && protocol.GetString() == "udp")
                yield return new("manifest-udp", name, $"Its binding '{binding.Name}' is UDP, and services find each other by TCP here.", "Leave it out when publishing, or put a network load balancer before it by hand.");
            else if (Text(binding.Value, "protocol") is not (null or "tcp"))
                yield return Strange(name, $"bindings.{binding.Name}.protocol", Text(binding.Value, "protocol"));
            else if (Text(binding.Value, "transport") is not (null or "http" or "http2" or "tcp"))
                yield return Strange(name, $"bindings.{binding.Name}.transport", Text(binding.Value, "transport"));
        }
        foreach (var input in Members(entry, "inputs"))
        {
            if (input.Name != "value")
                yield return new("manifest-property", name, $"It asks for an input '{input.Name}', and a parameter has one value.", "Make a parameter of its own of it.");
            if (Text(input.Value, "type") is not (null or "string"))
                yield return Strange(name, $"inputs.{input.Name}.type", Text(input.Value, "type"));
            foreach (var refusal in Unknown(name, $"inputs.{input.Name}.", input.Value, Input).Concat(Generated(name, input.Value)))
                yield return refusal;
        }
    }

    private static IEnumerable<Refusal> Generated(string name, JsonElement input)
    {
        if (!input.TryGetProperty("default", out var @default))
            yield break;
        foreach (var refusal in Unknown(name, "inputs.value.default.", @default, Default))
            yield return refusal;
        if (!@default.TryGetProperty("generate", out var rules))
            yield break;
        foreach (var refusal in Unknown(name, "inputs.value.default.generate.", rules, Generate))
            yield return refusal;
        // Secrets Manager promises one of each kind. Punctuation is left out, as no protocol and no URI would take all of it.
        foreach (var rule in rules.EnumerateObject())
        {
            if (rule.Name is "minLower" or "minUpper" or "minNumeric" && rule.Value.GetInt32() > 1 || rule.Name == "minSpecial" && rule.Value.GetInt32() > 0)
                yield return new("manifest-generate", name, $"Its value is to be made up with {rule.Name} {rule.Value.GetInt32()}, which Secrets Manager cannot promise here.", "Supply the value: leave the generated default out of the parameter.");
        }
    }

    /// <summary>Texts of which a resource has one alone.</summary>
    private static IEnumerable<Refusal> Other(string name, string type, JsonElement entry)
    {
        if (type == "parameter.v0" && Text(entry, "value") is { } value && value != $"{{{name}.inputs.value}}")
            yield return new("manifest-parameter", name, $"Its value is '{value}', and a parameter's is what it is given: '{{{name}.inputs.value}}'.", "Make a value.v0 of the text (AddConnectionString with an expression), or a default of it.");
        if (type == "parameter.v0" && Text(entry, "connectionString") is { } connection && connection != $"{{{name}.value}}")
            yield return new("manifest-parameter", name, $"Its connection string is '{connection}', and a parameter's is its value: '{{{name}.value}}'.", "Make a value.v0 of the text: AddConnectionString with an expression.");
        if (type == "value.v0" && entry.TryGetProperty("value", out _) && entry.TryGetProperty("connectionString", out _))
            yield return new("manifest-property", name, "It has a value and a connection string, of which one would be lost.", "Publish it with one of them.");
        if (type == "container.v1" && entry.TryGetProperty("image", out _) && entry.TryGetProperty("build", out _))
            yield return new("manifest-property", name, "It has an image and says how to build one, of which one would be lost.", "Publish it with one of them.");
    }

    private static Refusal Strange(string name, string path, string? value) =>
        new("manifest-property", name, $"It says '{value}' for '{path}', which is unknown here.", "Publish it without, or use a newer aspire-ecs.");

    private static string? Text(JsonElement entry, string property) => entry.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static IEnumerable<JsonElement> Items(JsonElement entry, string property) =>
        entry.TryGetProperty(property, out var items) ? items.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static IEnumerable<Refusal> Unknown(string name, string path, JsonElement entry, HashSet<string> known) =>
        from property in entry.EnumerateObject()
        where !known.Contains(property.Name)
        select property.Name == "deployment"
            ? new Refusal("manifest-deployment", name, "It says how another target deploys it, which ECS cannot follow.", "Publish it without (PublishAs... of the other target), and say the same under services in aspire-ecs.json.")
            : new Refusal("manifest-property", name, $"It says '{path}{property.Name}', which is unknown here and would be lost.", "Publish it without, or use a newer aspire-ecs.");

    private static IEnumerable<JsonProperty> Members(JsonElement entry, string property) =>
        entry.TryGetProperty(property, out var members) ? members.EnumerateObject() : Enumerable.Empty<JsonProperty>();
}
