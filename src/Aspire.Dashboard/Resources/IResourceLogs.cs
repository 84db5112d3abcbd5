namespace Aspire.Dashboard.Resources;

/// <summary>What resources write to their console.</summary>
public interface IResourceLogs
{
    /// <summary>Reads a resource's lines from the first one kept, in batches as they come.</summary>
    /// <param name="resourceName">The name of the resource instance.</param>
    /// <param name="follow">Whether to wait for further lines, over restarts of the resource, rather than to end after what is there.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<IReadOnlyList<ResourceLogLine>> ReadAsync(string resourceName, bool follow, CancellationToken cancellationToken);
}

/// <summary>A line of a resource's console.</summary>
/// <param name="Number">Its place, counted from 1 for each resource and rising; numbers of lines no longer kept are not used again.</param>
/// <param name="Timestamp">When it was written, where that is known.</param>
/// <param name="Text">The line without its end. It may hold ANSI escape sequences.</param>
/// <param name="IsError">Whether it came from standard error.</param>
public sealed record ResourceLogLine(long Number, DateTimeOffset? Timestamp, string Text, bool IsError = false);
