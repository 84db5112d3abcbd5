using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a local service is given to plan one start of its server.</summary>
public sealed class LocalServiceContext
{
    /// <summary>The name of the resource that is being started.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Where the server has to listen, by endpoint name.</summary>
    public required IReadOnlyDictionary<string, LocalServiceEndpoint> Endpoints { get; init; }

    /// <summary>The environment that the container would receive, resolved. It may hold secrets.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The volumes and bind mounts of the resource, as folders of this machine.</summary>
    public required IReadOnlyList<LocalServiceMount> Mounts { get; init; }

    /// <summary>An empty folder for this start alone, absolute. It is removed when the run ends.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>The log of the resource, which the user reads.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Shows a short text as the state of the resource while something takes its time, for example a download.</summary>
    public required Func<string, Task> ReportStateAsync { get; init; }

    /// <summary>The services of the application.</summary>
    public required IServiceProvider Services { get; init; }
}

/// <summary>An address that a local service has to listen on.</summary>
/// <param name="Host">An address of this machine, usually <c>127.0.0.1</c>.</param>
/// <param name="Port">A port that is reserved for the server.</param>
public sealed record LocalServiceEndpoint(string Host, int Port);

/// <summary>A volume or bind mount of the resource, as a folder or file of this machine.</summary>
/// <param name="Source">The absolute path on this machine. A folder of a named volume may not exist yet.</param>
/// <param name="Target">The path that it has inside the container.</param>
/// <param name="IsReadOnly">Whether the server must not write to it.</param>
public sealed record LocalServiceMount(string Source, string Target, bool IsReadOnly);
