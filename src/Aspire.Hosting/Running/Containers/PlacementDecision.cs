namespace Aspire.Hosting.Running.Containers;

/// <summary>A decision that is being made about a resource: an image that has to be pulled for it takes its time, and whoever waits is told how far that is.</summary>
internal sealed class PlacementDecision
{
    private readonly Lock _lock = new();
    private readonly Task<ContainerPlacement> _placement;
    private Func<string, Task>? _listener;
    private string? _progress;

    /// <param name="decideAsync">Decides, and tells how far it is.</param>
    public PlacementDecision(Func<Func<string, Task>, Task<ContainerPlacement>> decideAsync) => _placement = decideAsync(TellAsync);

    /// <summary>Waits for the decision.</summary>
    /// <param name="onProgress">Takes how far it is; none to hear nothing.</param>
    public async Task<ContainerPlacement> WaitAsync(Func<string, Task>? onProgress)
    {
        if (onProgress is null || _placement.IsCompleted)
        {
            return await _placement.ConfigureAwait(false);
        }

        string? before;
        lock (_lock)
        {
            _listener = onProgress;
            before = _progress;
        }

        if (before is not null)
        {
            await onProgress(before).ConfigureAwait(false);
        }

        return await _placement.ConfigureAwait(false);
    }

    private Task TellAsync(string progress)
    {
        lock (_lock)
        {
            _progress = progress;
            return _listener?.Invoke(progress) ?? Task.CompletedTask;
        }
    }
}
