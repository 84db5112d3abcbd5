namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    /// <summary>Waits until an instance of a resource is in a state.</summary>
    /// <param name="resourceName">The name of the resource, or of one of its instances.</param>
    /// <param name="targetState">The state; Running, if there is none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until an instance of a resource is in one of several states.</summary>
    /// <returns>The state that it is in.</returns>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(targetStates);
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = await WaitForResourceAsync(resourceName, one => one.Snapshot.State?.Text is { } state && states.Contains(state), cancellationToken).ConfigureAwait(false);
        return found.Snapshot.State!.Text;
    }

    /// <summary>Waits until something is true of an instance of a resource.</summary>
    /// <returns>How it stands then.</returns>
    /// <exception cref="OperationCanceledException">The wait or the application ended before.</exception>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        ArgumentNullException.ThrowIfNull(predicate);
        await foreach (var one in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Is(one, resourceName) && predicate(one))
            {
                return one;
            }
        }

        throw new OperationCanceledException($"The application ended before the resource '{resourceName}' came to the state that was waited for.");
    }

    /// <summary>Waits until a resource runs and is healthy, and the handlers of its <see cref="ResourceReadyEvent"/> have run.</summary>
    /// <returns>How it stands then.</returns>
    /// <exception cref="DistributedApplicationException">The resource failed to start or has ended, and the application's default says not to wait on.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    /// <summary>Waits until a resource runs and is healthy, and the handlers of its <see cref="ResourceReadyEvent"/> have run.</summary>
    /// <param name="resourceName">The name of the resource, or of one of its instances.</param>
    /// <param name="waitBehavior">What to do when the resource failed to start or has ended.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How it stands then.</returns>
    /// <exception cref="DistributedApplicationException">The resource failed to start or has ended, and <paramref name="waitBehavior"/> says not to wait on.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var found = await WaitForResourceAsync(
            resourceName, one => IsReady(one) || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && IsUnavailable(one)), cancellationToken).ConfigureAwait(false);
        if (IsUnavailable(found))
        {
            throw new DistributedApplicationException($"The resource '{resourceName}' did not become healthy: {ResourceSnapshots.Describe(found.Snapshot)}");
        }

        await found.Snapshot.ReadyHandlers!.WaitAsync(cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>Waits for everything that a resource says it waits for.</summary>
    /// <exception cref="DistributedApplicationException">One of them cannot come to the state that is waited for.</exception>
    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);

        // The first that fails decides: nobody waits a minute for one when another cannot come any more.
        using var first = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waits = resource.Annotations.OfType<WaitAnnotation>().Select(wait => WaitForAsync(wait, first.Token)).ToList();
        while (waits.Count > 0)
        {
            var done = await Task.WhenAny(waits).ConfigureAwait(false);
            waits.Remove(done);
            if (!done.IsCompletedSuccessfully)
            {
                await first.CancelAsync().ConfigureAwait(false);
                await Task.WhenAll(waits).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await done.ConfigureAwait(false);
            }
        }
    }

    internal static bool IsReady(ResourceEvent one) =>
        one.Snapshot is { HealthStatus: Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, ReadyHandlers: not null };

    internal static bool IsUnavailable(ResourceEvent one) => HasEnded(one) || one.Snapshot.State?.Text == KnownResourceStates.RuntimeUnhealthy;

    /// <summary>The instances that a resource still waits for.</summary>
    internal IEnumerable<ResourceEvent> StillWaitedFor(IResource resource) =>
        from wait in resource.Annotations.OfType<WaitAnnotation>()
        from one in Of(wait.Resource)
        where !Fulfils(one, wait)
        select one;

    private async Task WaitForAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var behavior = wait.WaitBehavior ?? DefaultWaitBehavior;
        foreach (var instance in wait.Resource.GetInstanceIds())
        {
            var found = await WaitForResourceAsync(instance, one => Fulfils(one, wait) || GivesUp(one, wait, behavior), cancellationToken).ConfigureAwait(false);
            if (!Fulfils(found, wait))
            {
                throw new DistributedApplicationException($"it waits for '{wait.Resource.Name}', which cannot come: {ResourceSnapshots.Describe(found.Snapshot)}");
            }

            if (found.Snapshot.ReadyHandlers is { } handlers && wait.WaitType == WaitType.WaitUntilHealthy)
            {
                await handlers.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool Fulfils(ResourceEvent one, WaitAnnotation wait) => wait.WaitType switch
    {
        // A parameter or a connection string has no life: it is there.
        WaitType.WaitUntilHealthy or WaitType.WaitUntilStarted when wait.Resource is IResourceWithoutLifetime or ParameterResource => true,
        WaitType.WaitUntilHealthy => IsReady(one),
        WaitType.WaitUntilStarted => one.Snapshot.State?.Text == KnownResourceStates.Running,
        _ => one.Snapshot.State?.Text is "Finished" or "Exited" && one.Snapshot.ExitCode == wait.ExitCode,
    };

    private static bool GivesUp(ResourceEvent one, WaitAnnotation wait, WaitBehavior behavior) => wait.WaitType == WaitType.WaitForCompletion
        ? HasEnded(one) || (behavior == WaitBehavior.StopOnResourceUnavailable && IsUnavailable(one))
        : behavior == WaitBehavior.StopOnResourceUnavailable && IsUnavailable(one);

    private static bool HasEnded(ResourceEvent one) => KnownResourceStates.TerminalStates.Contains(one.Snapshot.State?.Text);

    private static bool Is(ResourceEvent one, string name) =>
        string.Equals(one.ResourceId, name, StringComparison.OrdinalIgnoreCase) || string.Equals(one.Resource.Name, name, StringComparison.OrdinalIgnoreCase);
}
