namespace Aspire.Hosting.ApplicationModel;

/// <summary>Who asks for a value.</summary>
public class ValueProviderContext
{
    /// <summary>Whether the application is run or published.</summary>
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    /// <summary>The resource that needs the value.</summary>
    public IResource? Caller { get; init; }

    /// <summary>The network that the caller is on, from which it has to reach what the value names.</summary>
    public NetworkIdentifier? Network { get; init; }

    /// <summary>The ports that the caller's own instance listens on: replicas differ in them.</summary>
    internal IReadOnlyDictionary<EndpointAnnotation, int>? TargetPorts { get; init; }

    /// <summary>Turns an address of this machine into one that the caller reaches it at; none where that is the same.</summary>
    internal Func<Uri, CancellationToken, Task<Uri>>? ReachHost { get; init; }
}
