using System.Runtime.CompilerServices;
using Aspire.Dashboard.Resources;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>Feeds the dashboard with how the resources stand, in the order of the model.</summary>
internal sealed class NotificationFeed(DistributedApplicationModel model, ResourceNotificationService notifications) : IResourceFeed
{
    public async IAsyncEnumerable<ResourceChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new ResourceChange.Snapshot([.. model.Resources.SelectMany(resource => notifications.Of(resource)).Select(SnapshotMapping.ToDashboard)]);
        await foreach (var change in notifications.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return new ResourceChange.Updated(SnapshotMapping.ToDashboard(change));
        }
    }
}
