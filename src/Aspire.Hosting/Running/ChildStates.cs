using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Shows the end of a resource on those that belong to it: a database is not there without its server.</summary>
internal sealed class ChildStates(DistributedApplicationModel model, ResourceNotificationService notifications)
{
    public async Task RunAsync(Func<IResource, bool> hasOwnLife, CancellationToken stopping)
    {
        // Of a parent that the AppHost's author brings up, they bring up the children too.
        var children = model.Resources.OfType<IResourceWithParent>()
            .Where(child => hasOwnLife(child.Parent) && !hasOwnLife(child))
            .ToLookup(child => child.Parent, child => (IResource)child);
        if (children.Count == 0)
        {
            return;
        }

        try
        {
            await foreach (var change in notifications.WatchAsync(stopping).ConfigureAwait(false))
            {
                if (change.Snapshot.State is { } state && state.Text != KnownResourceStates.Running)
                {
                    foreach (var child in children[change.Resource])
                    {
                        // Changes come here late: the parent may be running by now, and the child with it.
                        await notifications.PublishUpdateAsync(
                            child, snapshot => IsRunning(change.ResourceId) ? snapshot : Follow(snapshot, change.Snapshot)).ConfigureAwait(false);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The run ends.
        }
    }

    private bool IsRunning(string resourceId) =>
        notifications.TryGetCurrentState(resourceId, out var now) && now.Snapshot.State?.Text == KnownResourceStates.Running;

    private static CustomResourceSnapshot Follow(CustomResourceSnapshot child, CustomResourceSnapshot parent) =>
        child.State?.Text == parent.State?.Text ? child : child with
        {
            State = parent.State,
            ReadyHandlers = null,
            StopTimeStamp = parent.StopTimeStamp,
            Properties = child.Properties.Set(ResourceSnapshots.FailureProperty, parent.Properties.FirstOrDefault(one => one.Name == ResourceSnapshots.FailureProperty)?.Value),
        };
}
