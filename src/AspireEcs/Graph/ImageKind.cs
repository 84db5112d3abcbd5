using AspireEcs.Manifests;
using AspireEcs.Settings;

namespace AspireEcs.Graph;

/// <summary>Knows servers by the names of their images.</summary>
internal static class ImageKind
{
    private static readonly Dictionary<string, BackingKind> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["redis"] = BackingKind.Redis,
        ["valkey"] = BackingKind.Redis,
        ["garnet"] = BackingKind.Redis,
        ["postgres"] = BackingKind.Postgres,
        ["confluent-local"] = BackingKind.Kafka,
        ["cp-kafka"] = BackingKind.Kafka,
        ["kafka"] = BackingKind.Kafka,
    };

    /// <summary>The kind of server that a container is; null for a service.</summary>
    internal static BackingKind? Of(ComputeResource resource) =>
        resource is { Image: { } image, Build: null } && Known.TryGetValue(NameOf(image), out var kind) ? kind : null;

    private static string NameOf(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return name[..(name.IndexOfAny([':', '@']) is >= 0 and var end ? end : name.Length)];
    }
}
