namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>How much there is, in a row that each transaction renews.</summary>
internal sealed class Totals : IDisposable
{
    private static readonly string[] Columns =
        ["traces", "spans", "logs", "points", "dropped_spans", "dropped_logs", "dropped_points", "refused", "lost", "indexed_log"];

    private readonly Statement _update;

    internal Totals(Database database)
    {
        _update = database.Prepare($"UPDATE totals SET {string.Join(", ", Columns.Select(column => column + " = ?"))}");
        using var read = database.Prepare($"SELECT {string.Join(", ", Columns)} FROM totals");
        read.Step();
        (Traces, Spans, Logs, Points) = (read.Long(0), read.Long(1), read.Long(2), read.Long(3));
        (DroppedSpans, DroppedLogs, DroppedPoints) = (read.Long(4), read.Long(5), read.Long(6));
        (Refused, Lost, IndexedLog) = (read.Long(7), read.Long(8), read.Long(9));
    }

    internal static string Table => $"CREATE TABLE totals ({string.Join(", ", Columns.Select(column => column + " INTEGER NOT NULL DEFAULT 0"))})";

    internal long Traces { get; set; }

    internal long Spans { get; set; }

    internal long Logs { get; set; }

    internal long Points { get; set; }

    internal long DroppedSpans { get; set; }

    internal long DroppedLogs { get; set; }

    internal long DroppedPoints { get; set; }

    internal long Refused { get; set; }

    internal long Lost { get; set; }

    /// <summary>The last log record that can be found by the index. Those after it are gone through one by one.</summary>
    internal long IndexedLog { get; set; }

    internal TelemetryCounts Counts => new()
    {
        Traces = Traces,
        Spans = Spans,
        Logs = Logs,
        Points = Points,
        DroppedSpans = DroppedSpans,
        DroppedLogs = DroppedLogs,
        LogsToIndex = Math.Max(0, Logs + DroppedLogs - IndexedLog),   // they are numbered from 1 in the order in which they came
        DroppedPoints = DroppedPoints,
        Refused = Refused,
        Lost = Lost,
    };

    internal void Flush() => _update
        .With(Traces).With(Spans).With(Logs).With(Points)
        .With(DroppedSpans).With(DroppedLogs).With(DroppedPoints)
        .With(Refused).With(Lost).With(IndexedLog)
        .Run();

    public void Dispose() => _update.Dispose();
}
