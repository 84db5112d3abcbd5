using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>The one that writes: takes batches in turn, as many as have come in one transaction, and in quiet moments lets the index follow.</summary>
internal sealed partial class BatchWriter(Database database, long mostBytes, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>More in one transaction would let the first in it wait for long.</summary>
    private const int MostInTransaction = 8192;

    private const int IndexedAtOnce = 1000;

    /// <summary>How long nothing has to come before the index follows. While much comes, writing it goes first.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);

    private readonly List<Batch> _taken = [];
    private RunTables _tables = new(database, mostBytes);
    private bool _mayBeBehind = true;

    internal TelemetryCounts Counts { get; private set; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Counts a request that was not taken; the number is kept with the next transaction.</summary>
    internal long Refused;

    internal async Task WriteAsync(ChannelReader<Batch> batches, Action written)
    {
        Counts = _tables.Totals.Counts;
        Refused = Counts.Refused;
        while (await WaitAsync(batches).ConfigureAwait(false))
        {
            while (_taken.Sum(batch => batch.Count) < MostInTransaction && batches.TryRead(out var batch))
                _taken.Add(batch);
            var failure = InTransaction(() =>
            {
                foreach (var batch in _taken)
                {
                    _tables.Write(batch.Spans);
                    _tables.Write(batch.Logs);
                }
            });
            _mayBeBehind = true;
            foreach (var batch in _taken)
            {
                if (failure is null)
                    batch.Written();
                else
                    batch.Fail(failure);
            }
            _taken.Clear();
            written();
        }
    }

    private async Task<bool> WaitAsync(ChannelReader<Batch> batches)
    {
        var next = batches.WaitToReadAsync().AsTask();
        if (_mayBeBehind && !next.IsCompleted)
        {
            using var enough = new CancellationTokenSource();
            await Task.WhenAny(next, Task.Delay(Quiet, time, enough.Token)).ConfigureAwait(false);
            await enough.CancelAsync().ConfigureAwait(false);
        }
        while (_mayBeBehind && !next.IsCompleted)
        {
            if (InTransaction(() => _mayBeBehind = _tables.AdvanceIndex(IndexedAtOnce)) is not null)
                _mayBeBehind = false;
        }
        return await next.ConfigureAwait(false);
    }

    private StorageException? InTransaction(Action write)
    {
        try
        {
            database.Execute("BEGIN IMMEDIATE");
            write();
            _tables.Totals.Refused = Interlocked.Read(ref Refused);
            _tables.Flush();
            database.Execute("COMMIT");
            Counts = _tables.Totals.Counts;
            return null;
        }
        catch (StorageException failure)
        {
            LogNotWritten(logger, failure.Message);
            // What the tables remember may have been undone.
            _tables.Dispose();
            database.RollBack();
            _tables = new RunTables(database, mostBytes);
            return failure;
        }
    }

    public void Dispose() => _tables.Dispose();
}
