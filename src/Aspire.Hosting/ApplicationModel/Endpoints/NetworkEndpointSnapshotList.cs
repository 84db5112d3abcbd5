using System.Collections;
using System.Collections.Concurrent;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where an endpoint is reached on one network, when that is known.</summary>
/// <param name="Snapshot">The place.</param>
/// <param name="NetworkID">The network.</param>
public record class NetworkEndpointSnapshot(ValueSnapshot<AllocatedEndpoint> Snapshot, NetworkIdentifier NetworkID);

/// <summary>Where an endpoint is reached, by network.</summary>
public class NetworkEndpointSnapshotList : IEnumerable<NetworkEndpointSnapshot>
{
    private readonly ConcurrentDictionary<NetworkIdentifier, NetworkEndpointSnapshot> _byNetwork = new();

    /// <summary>Adds a network.</summary>
    /// <returns>Whether the network was new.</returns>
    public bool TryAdd(NetworkIdentifier networkId, ValueSnapshot<AllocatedEndpoint> snapshot) =>
        _byNetwork.TryAdd(networkId, new NetworkEndpointSnapshot(snapshot, networkId));

    /// <summary>Says where the endpoint is reached on a network.</summary>
    public void AddOrUpdateAllocatedEndpoint(NetworkIdentifier networkId, AllocatedEndpoint endpoint) => GetOrAdd(networkId).SetValue(endpoint);

    /// <summary>Waits until it is known where the endpoint is reached on a network.</summary>
    public Task<AllocatedEndpoint> GetAllocatedEndpointAsync(NetworkIdentifier networkId, CancellationToken cancellationToken = default)
    {
        Asked?.Invoke(networkId);
        return GetOrAdd(networkId).GetValueAsync(cancellationToken);
    }

    /// <inheritdoc />
    public IEnumerator<NetworkEndpointSnapshot> GetEnumerator() => _byNetwork.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Told of each network that somebody waits for, so that an endpoint is made reachable where it is needed and nowhere else.</summary>
    internal Action<NetworkIdentifier>? Asked { get; set; }

    internal ValueSnapshot<AllocatedEndpoint> GetOrAdd(NetworkIdentifier networkId) =>
        _byNetwork.GetOrAdd(networkId, static id => new NetworkEndpointSnapshot(new ValueSnapshot<AllocatedEndpoint>(), id)).Snapshot;
}
