using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers;
using Aspire.Hosting.Running.Containers.Planning;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>Chooses the ports of endpoints.</summary>
/// <remarks>
/// The process gets the port that others use, unless there are several instances, or the resource was declared to listen
/// on another one: then a proxy listens on the port that others use.
/// </remarks>
internal sealed class EndpointAllocator(PortReservations ports, RunIdentity identity, IConfiguration configuration)
{
    // Tests run beside the application: a port that a launch profile fixes would be taken.
    private readonly bool _randomize = configuration.GetValue<bool>(RunSettings.RandomizePorts);

    /// <summary>Chooses the ports of a resource, and makes known where its endpoints are reached.</summary>
    /// <exception cref="PortInUseException">A port that was asked for is in use.</exception>
    /// <exception cref="DistributedApplicationException">The endpoints contradict the number of instances.</exception>
    public IReadOnlyList<EndpointAllocation> Allocate(IResource resource)
    {
        var allocations = resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => Allocate(resource, endpoint)).ToArray();
        foreach (var allocation in allocations)
        {
            allocation.Endpoint.AllocatedEndpoint = new AllocatedEndpoint(allocation.Endpoint, allocation.Host, allocation.Port, TargetPort(allocation));
        }

        return allocations;
    }

    /// <summary>Tells whoever waits for the endpoints of a resource that they will not come.</summary>
    public static void Fail(IResource resource, Exception reason)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            endpoint.AllocatedEndpointSnapshot.SetException(reason);
        }
    }

    private EndpointAllocation Allocate(IResource resource, EndpointAnnotation endpoint)
    {
        RefuseImpossible(resource, endpoint, endpoint.Port);
        RefuseImpossible(resource, endpoint, endpoint.TargetPort);
        var asContainer = resource is ContainerResource;
        var replicas = resource.GetReplicaCount();
        if (resource.TryGetLastAnnotation<ProxySupportAnnotation>(out var support) && !support.ProxyEnabled)
        {
            endpoint.IsProxied = false;
        }

        // Without a proxy, whoever knows the image knows the port.
        var wanted = endpoint.IsProxied ? (_randomize ? null : endpoint.Port)
            : endpoint.Port ?? (asContainer ? endpoint.TargetPort : null);

        if (resource.IsPersistentContainer())
        {
            var kept = ReserveForPersistent(resource, endpoint, wanted);
            return new(endpoint, Host(endpoint, asContainer), kept, [kept]);
        }

        // The target port of a container is one inside of it; a local service takes the port that others use.
        var target = asContainer ? null : endpoint.TargetPort;
        if (replicas == 1 && (wanted is null || target is null || wanted == target))
        {
            var port = Reserve(wanted ?? target);
            return new(endpoint, Host(endpoint, asContainer), port, [port]);
        }

        if (target is not null && replicas > 1)
        {
            throw new DistributedApplicationException($"The resource '{resource.Name}' runs {replicas} times, and its endpoint '{endpoint.Name}' has the target port {target}, on which only one process can listen. Leave out targetPort, so that each instance gets a port of its own.");
        }

        if (!endpoint.IsProxied)
        {
            throw new DistributedApplicationException($"The endpoint '{endpoint.Name}' of the resource '{resource.Name}' needs a proxy, because {(replicas > 1 ? $"the resource runs {replicas} times" : "its port and its target port differ")}, and was declared without one. Leave out isProxied: false.");
        }

        return new(endpoint, Host(endpoint, asContainer), Reserve(wanted), [.. Enumerable.Range(0, replicas).Select(_ => Reserve(target))]);
    }

    private static void RefuseImpossible(IResource resource, EndpointAnnotation endpoint, int? port)
    {
        if (port is < 1 or > 65535)
        {
            throw new DistributedApplicationException($"The endpoint '{endpoint.Name}' of the resource '{resource.Name}' asks for port {port}, and ports are between 1 and 65535. Give it another, or none for a free one.");
        }
    }

    // The same in every run where it can be, because the container may have been told: a broker that says where it is reached, for example.
    private int ReserveForPersistent(IResource resource, EndpointAnnotation endpoint, int? wanted)
    {
        if (wanted is { } @fixed)
        {
            // A container that has the port itself may hold it already, from an earlier run.
            return endpoint.IsChosenByEngine() ? Reserve(@fixed) : @fixed;
        }

        return ports.ReserveNear(StablePorts.Of(identity.AppHost, resource.Name, endpoint.Name));
    }

    private int Reserve(int? port)
    {
        if (port is not { } wanted)
        {
            return ports.Reserve();
        }

        ports.Reserve(wanted);
        return wanted;
    }

    private static string Host(EndpointAnnotation endpoint, bool asContainer) =>
        asContainer || endpoint.TargetHost is "localhost" or "127.0.0.1" or "[::1]" or "::1" or "0.0.0.0" or "*" or "+" ? KnownHostNames.Localhost : endpoint.TargetHost;

    private static string? TargetPort(EndpointAllocation allocation) =>
        allocation.InstancePorts is [var only] ? only.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
}
