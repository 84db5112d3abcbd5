using Aspire.Hosting.Eventing;

namespace Chronicle;

/// <summary>What happened, in order.</summary>
public sealed class Book
{
    private readonly List<string> _lines = [];
    private readonly Lock _lock = new();
    private TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    public void Write(string line)
    {
        lock (_lock)
        {
            _lines.Add(line);
            _written.SetResult();
            _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until a line is written.</summary>
    public async Task UntilAsync(string line, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task written;
            lock (_lock)
            {
                if (_lines.Contains(line))
                {
                    return;
                }

                written = _written.Task;
            }

            await written.WaitAsync(cancellationToken);
        }
    }

    public Task WriteAsync(string line)
    {
        Write(line);
        return Task.CompletedTask;
    }
}

/// <summary>An event of the AppHost's own.</summary>
/// <param name="title">Of the chapter.</param>
public sealed class ChapterEndedEvent(string title) : IDistributedApplicationEvent
{
    public string Title { get; } = title;
}
