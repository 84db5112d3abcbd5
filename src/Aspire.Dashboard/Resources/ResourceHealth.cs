namespace Aspire.Dashboard.Resources;

/// <summary>How well a resource is.</summary>
public enum ResourceHealth
{
    /// <summary>It cannot do its work, or nobody knows yet whether it can.</summary>
    Unhealthy,

    /// <summary>It does its work with limits.</summary>
    Degraded,

    /// <summary>It does its work.</summary>
    Healthy,
}

/// <summary>What one health check of a resource said last.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="Status">Its verdict. <see langword="null"/> before it ran for the first time.</param>
/// <param name="Description">The reason in a sentence.</param>
/// <param name="Error">The exception that the check met, as text.</param>
/// <param name="LastRunAt">When the check ran last.</param>
public sealed record ResourceHealthReport(
    string Name,
    ResourceHealth? Status,
    string? Description = null,
    string? Error = null,
    DateTimeOffset? LastRunAt = null);
