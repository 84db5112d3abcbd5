namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>What can happen to a container that matters to the application.</summary>
internal enum ContainerChange
{
    Died,
    OutOfMemory,
    Paused,
    Unpaused,
    NetworkConnected,
    NetworkDisconnected,
    HealthChanged,
}

/// <summary>Something that happened to a container.</summary>
/// <param name="ContainerId">The whole id of the container.</param>
/// <param name="Change">What happened.</param>
/// <param name="ExitCode">The exit code, when it died.</param>
/// <param name="Detail">The name of the network, or what the image's own health check says.</param>
internal sealed record ContainerEvent(string ContainerId, ContainerChange Change, int ExitCode = 0, string? Detail = null);
