using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Containers.Planning;

namespace Aspire.Hosting.Running.Containers.Networks;

/// <summary>Finds the address by which a container reaches an endpoint, when somebody asks for it: another container by its name, anything else through the host.</summary>
internal sealed class ContainerAddresses(DistributedApplicationModel model, ContainerPlacements placements, ContainerEngines engines, ContainerNetworks networks, HostBridge bridge)
{
    private readonly HashSet<EndpointAnnotation> _asked = [];
    private readonly Lock _lock = new();

    /// <summary>The names by which containers find a container.</summary>
    public static IReadOnlyList<string> NamesOf(IResource resource) =>
    [
        .. new[] { resource.Name, $"{resource.Name}.dev.internal" }
            .Concat(resource.Annotations.OfType<ContainerNetworkAliasAnnotation>().Where(one => one.Network == KnownNetworkIdentifiers.DefaultAspireContainerNetwork).Select(one => one.Alias))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Answers from now on when somebody asks for an endpoint on the network of the containers.</summary>
    public void Begin()
    {
        foreach (var resource in model.Resources.OfType<IResourceWithEndpoints>())
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                endpoint.AllAllocatedEndpoints.Asked = network => OnAsked(resource, endpoint, network);
            }
        }
    }

    /// <summary>The address by which containers reach an address of this machine.</summary>
    public async Task<Uri> ReachHostAsync(ContainerEngine engine, Uri address)
    {
        var (host, port) = await OpenAsync(engine, address.Port, $"url:{address.Scheme}").ConfigureAwait(false);
        return new UriBuilder(address) { Host = host, Port = port }.Uri;
    }

    private void OnAsked(IResource resource, EndpointAnnotation endpoint, NetworkIdentifier network)
    {
        if (network != KnownNetworkIdentifiers.DefaultAspireContainerNetwork)
        {
            return;
        }

        lock (_lock)
        {
            if (!_asked.Add(endpoint))
            {
                return;
            }
        }

        _ = ProvideAsync(resource, endpoint);
    }

    private async Task ProvideAsync(IResource resource, EndpointAnnotation endpoint)
    {
        var snapshot = endpoint.AllAllocatedEndpoints.GetOrAdd(KnownNetworkIdentifiers.DefaultAspireContainerNetwork);
        try
        {
            snapshot.SetValue(await FindAsync(resource, endpoint).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Whoever waits for the address gets the error.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            snapshot.SetException(exception);
            lock (_lock)
            {
                _asked.Remove(endpoint);
            }
        }
    }

    private async Task<AllocatedEndpoint> FindAsync(IResource resource, EndpointAnnotation endpoint)
    {
        if (resource is ContainerResource && await placements.OfAsync(resource).ConfigureAwait(false) is not ContainerPlacement.AsLocalService && endpoint.TargetPort is { } target)
        {
            return Reached(endpoint, resource.Name, target);
        }

        var here = await endpoint.AllocatedEndpointSnapshot.GetValueAsync().ConfigureAwait(false);
        var answer = await engines.FindAsync().ConfigureAwait(false);
        var engine = answer.Engine ?? throw new DistributedApplicationException($"the address of the endpoint '{endpoint.Name}' of '{resource.Name}' for containers is not known: {answer.Problem}");
        var (host, port) = await OpenAsync(engine, here.Port, $"{resource.Name}/{endpoint.Name}").ConfigureAwait(false);
        return Reached(endpoint, host, port);
    }

    private async Task<(string Host, int Port)> OpenAsync(ContainerEngine engine, int port, string name)
    {
        var found = new List<RunNetwork> { await networks.OfRunAsync(engine).ConfigureAwait(false) };
        if (model.Resources.Any(one => one.IsPersistentContainer()))
        {
            found.Add(await networks.PersistentAsync(engine).ConfigureAwait(false));
        }

        return bridge.Open(engine, found, port, name);
    }

    private static AllocatedEndpoint Reached(EndpointAnnotation endpoint, string host, int port) => new(
        endpoint,
        host,
        port,
        EndpointBindingMode.SingleAddress,
        endpoint.TargetPort?.ToString(CultureInfo.InvariantCulture),
        KnownNetworkIdentifiers.DefaultAspireContainerNetwork);
}
