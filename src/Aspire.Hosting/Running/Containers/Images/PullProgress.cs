namespace Aspire.Hosting.Running.Containers.Images;

/// <summary>Reads how far a pull is from what the engine's program writes: layers, and which of them are done.</summary>
internal sealed class PullProgress
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _layers = [];
    private readonly HashSet<string> _done = [];
    private TaskCompletionSource _changed = New();

    /// <summary>How far it is, as a state; <see langword="null"/> before it began.</summary>
    public string? Text { get; private set; }

    public void Begin() => Change("Pulling");

    /// <summary>Takes a line: <c>4f4fb700ef54: Pull complete</c> of docker, <c>Copying blob 4f4fb700ef54 done</c> of podman.</summary>
    public void Add(string line)
    {
        var (layer, isDone) = line.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["Copying", "blob", var blob, ..] => (blob, line.EndsWith("done", StringComparison.Ordinal)),
            [[.. var id, ':'], "Pull" or "Already", "complete" or "exists"] => (id, true),
            [[.. var id, ':'], "Pulling", "fs", "layer"] => (id, false),
            _ => ("", false),
        };
        if (layer.Length == 0)
        {
            return;
        }

        lock (_lock)
        {
            _layers.Add(layer);
            if (isDone)
            {
                _done.Add(layer);
            }

            Change($"Pulling ({_done.Count} of {_layers.Count} layers)");
        }
    }

    /// <summary>Completes with the next change.</summary>
    public Task NextAsync()
    {
        lock (_lock)
        {
            return _changed.Task;
        }
    }

    private void Change(string text)
    {
        lock (_lock)
        {
            Text = text;
            _changed.SetResult();
            _changed = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
