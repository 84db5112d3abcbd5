using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Controllers;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>The endpoints of all resources of the run, once their ports are chosen. A resource stays at its ports over restarts.</summary>
internal sealed class EndpointTable
{
    private readonly ConcurrentDictionary<IResource, IReadOnlyList<EndpointAllocation>> _allocations = new();
    private readonly ConcurrentDictionary<IResource, Exception> _failures = new();

    public void Set(IResource resource, IReadOnlyList<EndpointAllocation> allocations) => _allocations[resource] = allocations;

    public void Fail(IResource resource, Exception reason) => _failures[resource] = reason;

    public IReadOnlyList<EndpointAllocation> Of(IResource resource) => _allocations.GetValueOrDefault(resource) ?? [];

    /// <summary>The ports that an instance listens on.</summary>
    /// <exception cref="DistributedApplicationException">A port could not be had.</exception>
    public IReadOnlyDictionary<EndpointAnnotation, int> PortsOf(ResourceInstance instance) => _failures.TryGetValue(instance.Resource, out var failure)
        ? throw new DistributedApplicationException(FailureSentence.Of(failure), failure)
        : Of(instance.Resource).ToDictionary(allocation => allocation.Endpoint, allocation => allocation.InstancePorts[instance.Index]);

    /// <summary>The address at which one instance listens, past any proxy.</summary>
    public Uri? AddressOf(EndpointReference endpoint, int index) =>
        Of(endpoint.Resource).FirstOrDefault(allocation => allocation.Endpoint == endpoint.EndpointAnnotation) is { } found && index < found.InstancePorts.Count
            ? new Uri($"{endpoint.Scheme}://{found.Host}:{found.InstancePorts[index]}")
            : null;
}
