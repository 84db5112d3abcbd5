using System.Runtime.CompilerServices;
using Aspire.Dashboard.Resources;

namespace Aspire.Dashboard.Tests.Running;

/// <summary>The console of a resource, written by the test.</summary>
internal sealed class DrivenLog
{
    private readonly Lock _gate = new();
    private readonly List<ResourceLogLine> _lines = [];
    private TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _readers;

    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when nobody reads it any longer.</summary>
    internal Task LastReaderLeft => _left.Task;

    /// <summary>How many read it now.</summary>
    internal int Readers => Volatile.Read(ref _readers);

    internal void Write(string text, bool isError = false, DateTimeOffset? timestamp = null)
    {
        TaskCompletionSource written;
        lock (_gate)
        {
            _lines.Add(new ResourceLogLine(_lines.Count + 1, timestamp, text, isError));
            (written, _written) = (_written, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        written.SetResult();
    }

    internal async IAsyncEnumerable<IReadOnlyList<ResourceLogLine>> ReadAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _readers);
        try
        {
            for (var read = 0; ;)
            {
                ResourceLogLine[] lines;
                Task written;
                lock (_gate)
                {
                    lines = [.. _lines.Skip(read)];
                    written = _written.Task;
                }
                if (lines.Length > 0)
                    yield return lines;
                read += lines.Length;
                if (!follow)
                    yield break;
                await written.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            if (Interlocked.Decrement(ref _readers) == 0)
                _left.TrySetResult();
        }
    }
}
