namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource waits for.</summary>
public enum WaitType
{
    /// <summary>That the other runs and is healthy.</summary>
    WaitUntilHealthy = 0,

    /// <summary>That the other has ended.</summary>
    WaitForCompletion = 1,

    /// <summary>That the other runs.</summary>
    WaitUntilStarted = 2,
}

/// <summary>What a resource does when the one that it waits for cannot run.</summary>
public enum WaitBehavior
{
    /// <summary>It waits on.</summary>
    WaitOnResourceUnavailable = 0,

    /// <summary>It fails to start.</summary>
    StopOnResourceUnavailable = 1,
}

/// <summary>Says that a resource waits for another before it starts.</summary>
/// <param name="resource">The other resource.</param>
/// <param name="waitType">What it waits for.</param>
/// <param name="exitCode">The exit code that counts as success, where it waits for the end.</param>
public class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>What it waits for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>The exit code that counts as success.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What it does when the other cannot run; as the application says, if nothing was said.</summary>
    public WaitBehavior? WaitBehavior { get; init; }
}
