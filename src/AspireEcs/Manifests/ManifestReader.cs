using System.Text.Json;

namespace AspireEcs.Manifests;

/// <summary>Reads a manifest, ours or one that Microsoft's publisher wrote. What it does not understand is refused by name with whatever else cannot be deployed.</summary>
internal sealed class ManifestReader
{
    private static readonly string[] Types =
        ["parameter.v0", "value.v0", "annotated.string", "project.v0", "project.v1", "container.v0", "container.v1", "dockerfile.v0", "executable.v0"];

    private readonly List<Refusal> _refusals = [];

    private ManifestReader()
    {
    }

    /// <exception cref="RefusedException">The file is missing or is no manifest.</exception>
    internal static Manifest Read(string file)
    {
        if (!File.Exists(file))
            throw new UnreadableException("manifest-missing", file, "There is no such file.", "Publish one: dotnet run --project AppHost -- --publisher manifest --output-path aspire-manifest.json.");
        return Parse(File.ReadAllBytes(file), Path.GetDirectoryName(Path.GetFullPath(file))!, Path.GetFileName(file));
    }

    /// <param name="json">The manifest's text.</param>
    /// <param name="folder">What paths in it are relative to.</param>
    /// <param name="name">What it is called in an error.</param>
    internal static Manifest Parse(ReadOnlyMemory<byte> json, string folder, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("resources", out var resources) || resources.ValueKind != JsonValueKind.Object)
                throw new UnreadableException("manifest-format", name, "It has no resources, so it is no Aspire manifest.", "Give the path of an aspire-manifest.json.");
            var reader = new ManifestReader();
            reader._refusals.AddRange(KnownProperties.CheckDocument(name, document.RootElement));
            var read = resources.EnumerateObject().Select(resource => reader.Resource(resource.Name, resource.Value)).OfType<ManifestResource>().ToList();
            return new Manifest(folder, read, reader._refusals);
        }
        catch (JsonException broken)
        {
            throw new UnreadableException("manifest-format", name, $"It is no JSON: {broken.Message}", "Publish it again.");
        }
        catch (InvalidOperationException mistyped)
        {
            throw new UnreadableException("manifest-format", name, $"A value has another type than a manifest's: {mistyped.Message}", "Hold it against docs/aspire-manifest.schema.json.");
        }
    }

    private ManifestResource? Resource(string name, JsonElement json)
    {
        if (Text(json, "error") is { } error)
            return Refuse("manifest-error", name, $"It was published with an error: {error}", "Mend it in the AppHost and publish again.");
        if (Text(json, "type") is { } known && Types.Contains(known))
            _refusals.AddRange(KnownProperties.Check(name, known, json));
        switch (Text(json, "type"))
        {
            case "parameter.v0":
                return Parameter(name, json);
            case "value.v0":
                return new ValueResource(name, Expression.Parse(Text(json, "connectionString") ?? Text(json, "value") ?? ""));
            case "annotated.string":
                return new AnnotatedTextResource(name, Expression.Parse(Text(json, "value") ?? ""), Text(json, "filter") ?? "");
            case ("project.v0" or "project.v1" or "container.v0" or "container.v1" or "dockerfile.v0" or "executable.v0") and var type:
                return Compute(name, type, json);
            case null:
                return Refuse("manifest-type", name, "It has no type: its AppHost does not say how to publish it.", "Leave it out of the manifest (ExcludeFromManifest), or publish it as a container.");
            case var unknown:
                return Refuse("manifest-type", name, $"A resource of type '{unknown}' cannot be deployed to ECS.", "Leave it out when publishing, or stand a parameter or a connection string in for it.");
        }
    }

    private static ParameterResource Parameter(string name, JsonElement json)
    {
        var (secret, value, generate) = (false, (string?)null, (Generate?)null);
        if (json.TryGetProperty("inputs", out var inputs) && inputs.TryGetProperty("value", out var input))
        {
            secret = Flag(input, "secret");
            if (input.TryGetProperty("default", out var @default))
            {
                value = Text(@default, "value");
                if (@default.TryGetProperty("generate", out var how))
                    generate = new Generate(Number(how, "minLength") ?? 0, Lower: Wanted(how, "lower"), Upper: Wanted(how, "upper"), Numeric: Wanted(how, "numeric"));
            }
        }
        return new ParameterResource(name, secret, value, generate, json.TryGetProperty("connectionString", out _));
    }

    private static ComputeResource Compute(string name, string type, JsonElement json) => new(name, type)
    {
        Project = Text(json, "path") is { } path && type.StartsWith("project", StringComparison.Ordinal) ? path : null,
        Image = Text(json, "image"),
        Build = Build(type, json),
        Entrypoint = Text(json, "entrypoint"),
        Args = [.. List(json, "args").Select(arg => Expression.Parse(arg.GetString()!))],
        Environment = Pairs(json, "env"),
        Bindings = json.TryGetProperty("bindings", out var bindings) ? [.. bindings.EnumerateObject().Select(Binding)] : [],
        Volumes = [.. List(json, "volumes").Select(volume => new Volume(Text(volume, "name"), Text(volume, "target") ?? "", Flag(volume, "readOnly")))],
        BindMounts = [.. List(json, "bindMounts").Select(mount => Text(mount, "source") ?? "")],
        ConnectionString = Text(json, "connectionString") is { } text ? Expression.Parse(text) : null,
    };

    private static DockerBuild? Build(string type, JsonElement json)
    {
        if (type == "dockerfile.v0")
            return new DockerBuild(Text(json, "context") ?? ".", Text(json, "path") ?? "Dockerfile", null, Pairs(json, "buildArgs"), []);
        if (!json.TryGetProperty("build", out var build))
            return null;
        var secrets = build.TryGetProperty("secrets", out var named) ? named.EnumerateObject().Select(secret => secret.Name).ToList() : [];
        return new DockerBuild(Text(build, "context") ?? ".", Text(build, "dockerfile") ?? "Dockerfile", Text(build, "stage"), Pairs(build, "args"), secrets);
    }

    private static Binding Binding(JsonProperty binding) => new(
        binding.Name,
        Text(binding.Value, "scheme") ?? "tcp",
        Text(binding.Value, "transport") ?? "tcp",
        Number(binding.Value, "port"),
        Number(binding.Value, "targetPort"),
        Flag(binding.Value, "external"));

    private ManifestResource? Refuse(string id, string name, string reason, string remedy)
    {
        _refusals.Add(new Refusal(id, name, reason, remedy));
        return null;
    }

    private static List<KeyValuePair<string, Expression>> Pairs(JsonElement json, string property) =>
        json.TryGetProperty(property, out var pairs)
            ? [.. pairs.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, Expression.Parse(pair.Value.GetString() ?? "")))]
            : [];

    private static IEnumerable<JsonElement> List(JsonElement json, string property) =>
        json.TryGetProperty(property, out var list) ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static string? Text(JsonElement json, string property) => json.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static int? Number(JsonElement json, string property) => json.TryGetProperty(property, out var value) ? value.GetInt32() : null;

    private static bool Wanted(JsonElement json, string characters) => !json.TryGetProperty(characters, out var value) || value.GetBoolean();

    private static bool Flag(JsonElement json, string property) => json.TryGetProperty(property, out var value) && value.GetBoolean();
}
