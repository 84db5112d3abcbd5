namespace Aspire.Hosting.Running.Projects;

/// <summary>A build that several instances wait for. It ends early when none of them does any more.</summary>
internal sealed class JoinedBuild
{
    private readonly Lock _lock = new();
    private readonly List<Action<string, bool>> _sinks = [];
    private readonly List<(string Text, bool IsError)> _lines = [];
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancelled;
    private int _waiting = 1;

    public JoinedBuild(Action<string, bool> onLine, Func<JoinedBuild, Task<string>> buildAsync, CancellationToken ending)
    {
        _sinks.Add(onLine);
        _cancelled = CancellationTokenSource.CreateLinkedTokenSource(ending);
        Cancelled = _cancelled.Token;
        Result = Task.Run(() => buildAsync(this), CancellationToken.None);
    }

    /// <summary>What to start.</summary>
    public Task<string> Result { get; }

    /// <summary>Completes when there is something to build.</summary>
    public Task Began => _began.Task;

    /// <summary>Set when nobody waits any more.</summary>
    public CancellationToken Cancelled { get; }

    public void Begin() => _began.TrySetResult();

    /// <summary>Tells all that wait, and who joins later.</summary>
    public void Line(string text, bool isError)
    {
        lock (_lock)
        {
            _lines.Add((text, isError));
            _sinks.ForEach(sink => sink(text, isError));
        }
    }

    public bool TryJoin(Action<string, bool> onLine)
    {
        lock (_lock)
        {
            if (Result.IsCompleted || _waiting == 0)
            {
                return false;
            }

            _waiting++;
            _sinks.Add(onLine);
            _lines.ForEach(line => onLine(line.Text, line.IsError));
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_waiting > 0)
            {
                return;
            }
        }

        _cancelled.Cancel();
        _cancelled.Dispose();
    }
}
