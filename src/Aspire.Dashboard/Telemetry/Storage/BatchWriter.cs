using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>The one that writes: takes batches in turn, as many as have come in one transaction, and in quiet moments lets the index follow.</summary>
/// <remarks>Nothing that goes wrong with a batch ends it: whoever sends waits for its answer.</remarks>
internal sealed partial class BatchWriter : IDisposable
{
    /// <summary>More in one transaction would let the first in it wait for long.</summary>
    private const int MostInTransaction = 8192;

    private const int IndexedAtOnce = 1000;

    /// <summary>How long nothing has to come before the index follows. While much comes, writing it goes first.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);

    private readonly Database _database;
    private readonly long _mostBytes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<Batch> _taken = [];

    /// <summary><see langword="null"/> after a failure: what they remembered may have been undone.</summary>
    private RunTables? _tables;

    private bool _mayBeBehind = true;
    private string? _lastFailure;

    internal BatchWriter(Database database, long mostBytes, TimeProvider time, ILogger logger)
    {
        (_database, _mostBytes, _time, _logger) = (database, mostBytes, time, logger);
        _tables = new RunTables(database, mostBytes);
        Counts = _tables.Totals.Counts;
        (Refused, Lost) = (Counts.Refused, Counts.Lost);
    }

    internal TelemetryCounts Counts { get; private set; }

    /// <summary>Counts a request that was not taken; the number is kept with the next transaction.</summary>
    internal long Refused;

    /// <summary>Counts records that were given up; the number is kept with the next transaction.</summary>
    internal long Lost;

    internal async Task WriteAsync(ChannelReader<Batch> batches, Action written)
    {
        while (await WaitAsync(batches).ConfigureAwait(false))
        {
            while (_taken.Sum(batch => batch.Count) < MostInTransaction && batches.TryRead(out var batch))
                _taken.Add(batch);
            WriteTaken();
            _taken.Clear();
            _mayBeBehind = true;
            written();
        }
    }

    private void WriteTaken()
    {
        var failure = InTransaction(tables => _taken.ForEach(tables.Write));
        if (failure is null)
        {
            _taken.ForEach(batch => batch.Written());
        }
        else if (failure is StorageException)
        {
            _taken.ForEach(batch => batch.Fail(failure));
        }
        else
        {
            // One of them cannot be written. The others can.
            foreach (var batch in _taken)
            {
                if (_taken.Count > 1)
                    failure = InTransaction(tables => tables.Write(batch));
                if (failure is null)
                    batch.Written();
                else
                    GiveUp(batch, failure);
            }
        }
    }

    private void GiveUp(Batch batch, Exception failure)
    {
        if (failure is not StorageException)
            Interlocked.Add(ref Lost, batch.Count);
        batch.Fail(failure);
    }

    private async Task<bool> WaitAsync(ChannelReader<Batch> batches)
    {
        var next = batches.WaitToReadAsync().AsTask();
        if (_mayBeBehind && !next.IsCompleted)
        {
            using var enough = new CancellationTokenSource();
            await Task.WhenAny(next, Task.Delay(Quiet, _time, enough.Token)).ConfigureAwait(false);
            await enough.CancelAsync().ConfigureAwait(false);
        }
        while (_mayBeBehind && !next.IsCompleted)
        {
            if (InTransaction(tables => _mayBeBehind = tables.AdvanceIndex(IndexedAtOnce)) is not null)
                _mayBeBehind = false;
        }
        return await next.ConfigureAwait(false);
    }

    private Exception? InTransaction(Action<RunTables> write)
    {
        try
        {
            _tables ??= new RunTables(_database, _mostBytes);
            _database.Execute("BEGIN IMMEDIATE");
            write(_tables);
            _tables.Totals.Refused = Interlocked.Read(ref Refused);
            _tables.Totals.Lost = Interlocked.Read(ref Lost);
            _tables.Flush();
            _database.Execute("COMMIT");
            Counts = _tables.Totals.Counts;
            _lastFailure = null;
            return null;
        }
#pragma warning disable CA1031 // Whatever it is, those who wait are told and others are written.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log(failure);
            return Undo() ?? failure;
        }
    }

    private StorageException? Undo()
    {
        try
        {
            _tables?.Dispose();
            _tables = null;
            _database.RollBack();
            return null;
        }
        catch (StorageException failure)
        {
            return failure;
        }
    }

    // A full disk fails each batch; once is enough to know.
    private void Log(Exception failure)
    {
        if (failure.Message == _lastFailure)
            return;
        _lastFailure = failure.Message;
        if (failure is StorageException)
            LogNotWritten(_logger, failure.Message);
        else
            LogGivenUp(_logger, failure);
    }

    public void Dispose() => _tables?.Dispose();
}
