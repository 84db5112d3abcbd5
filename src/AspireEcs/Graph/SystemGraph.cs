using AspireEcs.Manifests;
using AspireEcs.Settings;

namespace AspireEcs.Graph;

/// <summary>What is deployed, and who calls whom.</summary>
internal sealed class SystemGraph
{
    internal required Manifest Manifest { get; init; }

    internal required EcsSettings Settings { get; init; }

    internal required IReadOnlyList<ServiceNode> Services { get; init; }

    internal required IReadOnlyList<StoreNode> Stores { get; init; }

    /// <summary>Each pair of caller and port once, in the order of the manifest.</summary>
    internal required IReadOnlyList<Edge> Edges { get; init; }

    internal ServiceNode? Service(string name) => Services.FirstOrDefault(service => Same(service.Name, name));

    internal StoreNode? Store(string name) => Stores.FirstOrDefault(store => Same(store.Name, name));

    /// <summary>Tasks that take their image from the Internet need a way there.</summary>
    internal bool NeedsInternet => Services.Any(service => service.HasForeignImage);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
