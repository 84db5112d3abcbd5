using System.IO.Compression;
using System.Text.Json;

namespace AspireEcs.Schema;

/// <summary>CloudFormation's schema of the resource types that a deployment uses, embedded: nothing is asked of AWS.</summary>
/// <remarks>eng/schema/make-schema.py makes it anew; eng/schema/types.txt says which types it holds.</remarks>
internal sealed class CloudFormationSchema
{
    private const string Resource = "AspireEcs.Schema.cloudformation.json.gz";

    private static readonly Lazy<CloudFormationSchema> Shared = new(Load);

    private readonly Dictionary<string, JsonElement> _written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceSchema> _read = new(StringComparer.Ordinal);
    private readonly Lock _reading = new();

    private CloudFormationSchema(JsonElement root)
    {
        Source = root.GetProperty("source").GetString()!;
        Date = DateOnly.ParseExact(root.GetProperty("date").GetString()!, "yyyy-MM-dd");
        foreach (var resource in root.GetProperty("resources").EnumerateObject())
            _written[resource.Name] = resource.Value;
    }

    internal static CloudFormationSchema Embedded => Shared.Value;

    /// <summary>The package it was taken from, with its version.</summary>
    internal string Source { get; }

    /// <summary>When that package was published.</summary>
    internal DateOnly Date { get; }

    internal IReadOnlyCollection<string> Types => _written.Keys;

    /// <summary>The schema of a type, or null where it is not one of those a deployment uses.</summary>
    internal ResourceSchema? Find(string type)
    {
        lock (_reading)
        {
            if (_read.TryGetValue(type, out var read))
                return read;
            return _written.TryGetValue(type, out var written) ? _read[type] = ResourceSchema.Read(type, written) : null;
        }
    }

    private static CloudFormationSchema Load()
    {
        using var compressed = typeof(CloudFormationSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"This build of aspire-ecs lacks its embedded CloudFormation schema ({Resource}). Build it again from a complete checkout.");
        using var stream = new GZipStream(compressed, CompressionMode.Decompress);
        return new CloudFormationSchema(JsonDocument.Parse(stream).RootElement);
    }
}
