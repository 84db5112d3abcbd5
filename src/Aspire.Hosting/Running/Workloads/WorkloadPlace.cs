using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>Where an instance runs, as far as it matters to the values that it receives.</summary>
/// <param name="Network">The network from which it reaches the others.</param>
/// <param name="TargetPorts">The ports that it listens on.</param>
/// <param name="ReachHost">Turns an address of this machine into one that reaches this machine from there; none where that is the same.</param>
internal sealed record WorkloadPlace(
    NetworkIdentifier Network,
    IReadOnlyDictionary<EndpointAnnotation, int> TargetPorts,
    Func<Uri, CancellationToken, Task<Uri>>? ReachHost = null)
{
    /// <summary>A process of this machine.</summary>
    public static WorkloadPlace OfThisMachine(IReadOnlyDictionary<EndpointAnnotation, int> ports) => new(KnownNetworkIdentifiers.LocalhostNetwork, ports);

    /// <summary>How values are asked for on behalf of a resource that runs here.</summary>
    public ValueProviderContext ContextOf(IResource resource, DistributedApplicationExecutionContext executionContext) => new()
    {
        ExecutionContext = executionContext,
        Caller = resource,
        Network = Network,
        TargetPorts = TargetPorts,
        ReachHost = ReachHost,
    };
}
