using System.Collections.Immutable;

namespace Aspire.Dashboard.Resources;

/// <summary>A resource instance as it is at one moment. Replicas of a resource are instances of their own.</summary>
/// <remarks>What a list does not say is empty, never missing; what a single value does not say is <see langword="null"/>.</remarks>
public sealed record ResourceSnapshot
{
    /// <summary>The name of this instance, unique in the application, such as <c>api-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name that the application's model gives the resource, shared by its replicas, such as <c>api</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What kind of resource it is, such as <c>Project</c>, <c>Container</c> or <c>Parameter</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The state in words, such as <c>Running</c>. <see langword="null"/> until something is known.</summary>
    public string? State { get; init; }

    /// <summary>How the state is to be taken: <c>success</c>, <c>info</c>, <c>warning</c> or <c>error</c>.</summary>
    public string? StateStyle { get; init; }

    /// <summary>The sum of the health reports. <see langword="null"/> while the resource does not run.</summary>
    public ResourceHealth? Health { get; init; }

    /// <summary>What each health check said last.</summary>
    public ImmutableArray<ResourceHealthReport> HealthReports { get; init; } = [];

    /// <summary>What runs: a project, an executable, an image, or the local server that stands in for it.</summary>
    public string? Source { get; init; }

    /// <summary>The operating system's id of the resource's process.</summary>
    public int? ProcessId { get; init; }

    /// <summary>When the instance was made known.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was started last.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended. <see langword="null"/> while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The exit code with which it ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Where it can be reached.</summary>
    public ImmutableArray<ResourceUrl> Urls { get; init; } = [];

    /// <summary>What it has to do with other resources.</summary>
    public ImmutableArray<ResourceRelationship> Relationships { get; init; } = [];

    /// <summary>The environment variables that it was started with.</summary>
    public ImmutableArray<ResourceEnvironmentVariable> Environment { get; init; } = [];

    /// <summary>The volumes and folders that it is given.</summary>
    public ImmutableArray<ResourceVolume> Volumes { get; init; } = [];

    /// <summary>What can be done to it now.</summary>
    public ImmutableArray<ResourceCommand> Commands { get; init; } = [];

    /// <summary>Anything else worth knowing, in the order in which it is to be shown.</summary>
    public ImmutableArray<ResourceProperty> Properties { get; init; } = [];

    /// <summary>Whether pages leave it out unless asked for it. The API always has it.</summary>
    public bool IsHidden { get; init; }
}
