using System.Globalization;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The log of one instance: its last lines, and whoever reads on.</summary>
internal sealed class ResourceLog(TimeProvider time)
{
    /// <summary>How many lines are kept.</summary>
    public const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new();
    private TaskCompletionSource _changed = New();
    private int _lastNumber;
    private bool _completed;

    public void Add(string text, bool isError)
    {
        var stamp = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        lock (_lock)
        {
            _lines.Enqueue(new LogLine(++_lastNumber, $"{stamp} {text}", isError));
            if (_lines.Count > Capacity)
            {
                _lines.Dequeue();
            }

            Signal();
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            Signal();
        }
    }

    /// <summary>The resource starts again: whoever comes now reads on.</summary>
    public void Reopen()
    {
        lock (_lock)
        {
            _completed = false;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _lines.Clear();
        }
    }

    public IReadOnlyList<LogLine> Lines => Since(0).Lines;

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seen = 0;
        while (true)
        {
            var (lines, completed, changed) = Since(seen);
            if (lines.Length > 0)
            {
                seen = lines[^1].LineNumber;
                yield return lines;
            }
            else if (completed)
            {
                yield break;
            }
            else
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private (LogLine[] Lines, bool Completed, Task Changed) Since(int number)
    {
        lock (_lock)
        {
            var lines = number == _lastNumber ? [] : _lines.Where(line => line.LineNumber > number).ToArray();
            return (lines, _completed, _changed.Task);
        }
    }

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
