using Aspire.Dashboard.Telemetry.Metrics;
using Aspire.Dashboard.Telemetry.Storage;

namespace Aspire.Dashboard.Telemetry.Queries;

/// <summary>Answers questions about a run. One thread at a time may ask.</summary>
internal sealed class TelemetryReader : IDisposable
{
    private readonly Database _database;
    private readonly Names _names;
    private readonly TraceFinder _traces;
    private readonly LogFinder _logs;
    private readonly MetricFinder _metrics;

    private TelemetryReader(Database database)
    {
        _database = database;
        _names = new Names(database);
        _traces = new TraceFinder(database, _names);
        _logs = new LogFinder(database, _names);
        _metrics = new MetricFinder(database, _names);
    }

    internal static TelemetryReader Open(string file)
    {
        var database = Database.OpenToRead(file);
        try
        {
            Schema.Check(database);
            return new TelemetryReader(database);
        }
        catch (StorageException)
        {
            database.Dispose();
            throw;
        }
    }

    internal IReadOnlyList<TraceSummary> Find(TraceQuery query, CancellationToken cancellationToken) => _traces.Find(query, cancellationToken);

    internal IReadOnlyList<StoredSpan> SpansOf(TraceId id) => _traces.SpansOf(id);

    /// <summary>The spans of each trace that was under way at some time between two moments, the newest first, until there were so many spans.</summary>
    internal IEnumerable<IReadOnlyList<StoredSpan>> Recent(long from, long to, int mostSpans, CancellationToken cancellationToken) =>
        _traces.Recent(from, to, mostSpans, cancellationToken);

    internal IReadOnlyList<StoredLog> Find(LogQuery query, CancellationToken cancellationToken) => _logs.Find(query, cancellationToken);

    internal IReadOnlyList<InstrumentSummary> Instruments(string? service, string? meter, string? instrument) => _metrics.Instruments(service, meter, instrument);

    internal MetricAnswer? Ask(MetricQuery query, CancellationToken cancellationToken) => _metrics.Ask(query, cancellationToken);

    /// <summary>The services that have sent something.</summary>
    internal IReadOnlyList<string> Services => _names.AllServices;

    internal TelemetryCounts Counts
    {
        get
        {
            using var totals = new Totals(_database);
            return totals.Counts;
        }
    }

    /// <summary>The last log record that the index has come to.</summary>
    internal long IndexedLog
    {
        get
        {
            using var totals = new Totals(_database);
            return totals.IndexedLog;
        }
    }

    /// <summary>Answers a question from the state of one moment.</summary>
    internal T Ask<T>(Func<TelemetryReader, T> question)
    {
        _database.Execute("BEGIN");
        var answer = question(this);
        _database.Execute("COMMIT");
        return answer;
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _logs.Dispose();
        _traces.Dispose();
        _names.Dispose();
        _database.Dispose();
    }
}
