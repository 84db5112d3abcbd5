namespace Aspire.Dashboard.Resources;

/// <summary>Where the dashboard learns which resources there are and how they do.</summary>
public interface IResourceFeed
{
    /// <summary>
    /// Follows the resources: first a <see cref="ResourceChange.Snapshot"/> of all that are known now, then every change
    /// in the order in which it happened. It ends when the application does.
    /// </summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<ResourceChange> WatchAsync(CancellationToken cancellationToken);
}
