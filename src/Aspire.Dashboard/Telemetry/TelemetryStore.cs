using System.Collections.Concurrent;
using System.Threading.Channels;
using Aspire.Dashboard.Telemetry.Queries;
using Aspire.Dashboard.Telemetry.Storage;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Telemetry;

/// <summary>What services tell about themselves in this run, in a database file.</summary>
internal sealed class TelemetryStore : ITelemetry, IAsyncDisposable
{
    /// <summary>Batches that wait for the writer. An SDK sends up to 512 records in one.</summary>
    private const int MostWaiting = 64;

    private const int MostIdleReaders = 3;

    /// <summary>How long a sender waits for a place before it is told to try again. SDKs give up after ten seconds.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly Database _database;
    private readonly BatchWriter _writer;
    private readonly Channel<Batch> _batches = Channel.CreateBounded<Batch>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly ConcurrentBag<TelemetryReader> _idle = [];
    private readonly Task _writing;
    private TaskCompletionSource _changed = NewSignal();

    private TelemetryStore(string file, Database database, long mostBytes, TimeProvider time, ILogger logger)
    {
        (_file, _database, _time) = (file, database, time);
        _writer = new BatchWriter(database, mostBytes, time, logger);
        _writing = Task.Run(() => _writer.WriteAsync(_batches.Reader, Tell));
    }

    /// <summary>Opens a run's database, or makes it.</summary>
    /// <exception cref="StorageException">The file cannot be used.</exception>
    internal static TelemetryStore Open(string file, long mostBytes, TimeProvider time, ILogger logger)
    {
        var database = Database.OpenToWrite(file);
        try
        {
            Schema.Make(database);
            return new TelemetryStore(file, database, mostBytes, time, logger);
        }
        catch (StorageException)
        {
            database.Dispose();
            throw;
        }
    }

    internal TelemetryCounts Counts => _writer.Counts with { Refused = Interlocked.Read(ref _writer.Refused), Lost = Interlocked.Read(ref _writer.Lost) };

    /// <summary>Completes when there is more than there was.</summary>
    internal Task Changed => Volatile.Read(ref _changed).Task;

    internal Task AddAsync(IReadOnlyList<StoredSpan> spans, CancellationToken cancellationToken) => AddAsync(new Batch { Spans = spans }, cancellationToken);

    internal Task AddAsync(IReadOnlyList<StoredLog> logs, CancellationToken cancellationToken) => AddAsync(new Batch { Logs = logs }, cancellationToken);

    internal Task AddAsync(IReadOnlyList<StoredPoint> points, CancellationToken cancellationToken) => AddAsync(new Batch { Points = points }, cancellationToken);

    public string File => _file;

    public T Ask<T>(Func<TelemetryReader, T> question)
    {
        if (!_idle.TryTake(out var reader))
            reader = TelemetryReader.Open(_file);
        var isSound = false;
        try
        {
            var answer = reader.Ask(question);
            isSound = true;
            return answer;
        }
        finally
        {
            if (isSound && _idle.Count < MostIdleReaders)
                _idle.Add(reader);
            else
                reader.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_batches.Writer.TryComplete())
            return;
        await _writing.ConfigureAwait(false);
        _writer.Dispose();
        while (_idle.TryTake(out var reader))
            reader.Dispose();
        _database.Dispose();
    }

    /// <summary>Ends when it is written, so that a sender that is told "taken" can rely on it.</summary>
    private async Task AddAsync(Batch batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return;
        if (!_batches.Writer.TryWrite(batch))
        {
            using var limit = new CancellationTokenSource(LongestWait, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                await _batches.Writer.WriteAsync(batch, either.Token).ConfigureAwait(false);
            }
            catch (Exception refusal) when (refusal is ChannelClosedException || (refusal is OperationCanceledException && limit.IsCancellationRequested))
            {
                Interlocked.Increment(ref _writer.Refused);
                throw new TelemetryRefusedException("Telemetry comes faster than it can be written. Send it again in a second.");
            }
        }
        try
        {
            await batch.Done.ConfigureAwait(false);
        }
        catch (StorageException failure)
        {
            Interlocked.Increment(ref _writer.Refused);
            throw new TelemetryRefusedException(failure.Message);
        }
#pragma warning disable CA1031 // The writer has logged it and goes on; the sender is to know that this request is gone.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            throw new TelemetryLostException($"The dashboard could not write this request, which is a fault of its own: {failure.Message} Its log says more.");
        }
    }

    private void Tell() => Interlocked.Exchange(ref _changed, NewSignal()).SetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
