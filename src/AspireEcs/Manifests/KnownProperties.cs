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
    private static readonly HashSet<string> Input = ["type", "secret", "default"];
    private static readonly HashSet<string> Generate = ["minLength", "lower", "upper", "numeric", "special", "minLower", "minUpper", "minNumeric", "minSpecial"];

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
        return [.. Unknown(name, "", entry, known), .. Nested(name, entry)];
    }

    private static IEnumerable<Refusal> Nested(string name, JsonElement entry)
    {
        if (entry.TryGetProperty("build", out var build))
        {
            foreach (var refusal in Unknown(name, "build.", build, Build))
                yield return refusal;
        }
        foreach (var binding in Members(entry, "bindings"))
        {
            foreach (var refusal in Unknown(name, $"bindings.{binding.Name}.", binding.Value, Binding))
                yield return refusal;
            if (binding.Value.TryGetProperty("protocol", out var protocol) && protocol.GetString() == "udp")
                yield return new("manifest-udp", name, $"Its binding '{binding.Name}' is UDP, and services find each other by TCP here.", "Leave it out when publishing, or put a network load balancer before it by hand.");
        }
        foreach (var input in Members(entry, "inputs"))
        {
            if (input.Name != "value")
                yield return new("manifest-property", name, $"It asks for an input '{input.Name}', and a parameter has one value.", "Make a parameter of its own of it.");
            foreach (var refusal in Unknown(name, $"inputs.{input.Name}.", input.Value, Input).Concat(Generated(name, input.Value)))
                yield return refusal;
        }
    }

    private static IEnumerable<Refusal> Generated(string name, JsonElement input)
    {
        if (!input.TryGetProperty("default", out var @default) || !@default.TryGetProperty("generate", out var rules))
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

    private static IEnumerable<Refusal> Unknown(string name, string path, JsonElement entry, HashSet<string> known) =>
        from property in entry.EnumerateObject()
        where !known.Contains(property.Name)
        select property.Name == "deployment"
            ? new Refusal("manifest-deployment", name, "It says how another target deploys it, which ECS cannot follow.", "Publish it without (PublishAs... of the other target), and say the same under services in aspire-ecs.json.")
            : new Refusal("manifest-property", name, $"It says '{path}{property.Name}', which is unknown here and would be lost.", "Publish it without, or use a newer aspire-ecs.");

    private static IEnumerable<JsonProperty> Members(JsonElement entry, string property) =>
        entry.TryGetProperty(property, out var members) ? members.EnumerateObject() : Enumerable.Empty<JsonProperty>();
}
