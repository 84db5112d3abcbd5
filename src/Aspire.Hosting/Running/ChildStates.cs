using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Shows the states of a resource on those that belong to it and have no life of their own: a database is not there without its server.</summary>
internal sealed class ChildStates(DistributedApplicationModel model, ResourceNotificationService notifications)
{
    public async Task RunAsync(Func<IResource, bool> hasOwnLife, CancellationToken stopping)
    {
        // Of a parent that the AppHost's author brings up, they bring up the children too.
        var children = model.Resources.OfType<IResourceWithParent>()
            .Where(child => !hasOwnLife(child) && Ancestors(child).Any(hasOwnLife))
            .ToLookup(child => child.Parent, child => (IResource)child);
        if (children.Count == 0)
        {
            return;
        }

        var seen = new Dictionary<string, string>();
        try
        {
            await foreach (var change in notifications.WatchAsync(stopping).ConfigureAwait(false))
            {
                // Other changes of the parent leave a child alone, which may have got a state of its own meanwhile.
                if (change.Snapshot.State is { } state && seen.GetValueOrDefault(change.ResourceId) != state.Text)
                {
                    seen[change.ResourceId] = state.Text;
                    foreach (var child in children[change.Resource])
                    {
                        await FollowAsync(child, change.ResourceId).ConfigureAwait(false);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The run ends.
        }
    }

    private static IEnumerable<IResource> Ancestors(IResourceWithParent child)
    {
        for (IResourceWithParent? current = child; current is not null; current = current.Parent as IResourceWithParent)
        {
            yield return current.Parent;
        }
    }

    // Changes are seen late: what counts is how the parent is now.
    private Task FollowAsync(IResource child, string parentId) => notifications.PublishUpdateAsync(
        child, snapshot => notifications.TryGetCurrentState(parentId, out var parent) ? Follow(child, snapshot, parent.Snapshot) : snapshot);

    private static CustomResourceSnapshot Follow(IResource child, CustomResourceSnapshot snapshot, CustomResourceSnapshot parent)
    {
        var isTheSame = snapshot.State?.Text == parent.State?.Text;
        var isForTheChildToSay = parent.State?.Text == KnownResourceStates.Running && child.HasAnnotationOfType<OwnStartAnnotation>();
        return isTheSame || isForTheChildToSay ? snapshot : snapshot with
        {
            State = parent.State,
            ReadyHandlers = null,
            StartTimeStamp = parent.StartTimeStamp,
            StopTimeStamp = parent.StopTimeStamp,
            Properties = snapshot.Properties.Set(ResourceSnapshots.FailureProperty, parent.Properties.FirstOrDefault(one => one.Name == ResourceSnapshots.FailureProperty)?.Value),
        };
    }
}
