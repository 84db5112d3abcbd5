namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>How much there is, in a row that each transaction renews.</summary>
internal sealed class Totals : IDisposable
{
    private readonly Statement _update;

    internal Totals(Database database)
    {
        _update = database.Prepare("UPDATE totals SET traces = ?, spans = ?, logs = ?, dropped_spans = ?, dropped_logs = ?, refused = ?, indexed_log = ?");
        using var read = database.Prepare("SELECT traces, spans, logs, dropped_spans, dropped_logs, refused, indexed_log FROM totals");
        read.Step();
        (Traces, Spans, Logs) = (read.Long(0), read.Long(1), read.Long(2));
        (DroppedSpans, DroppedLogs, Refused, IndexedLog) = (read.Long(3), read.Long(4), read.Long(5), read.Long(6));
    }

    internal long Traces { get; set; }

    internal long Spans { get; set; }

    internal long Logs { get; set; }

    internal long DroppedSpans { get; set; }

    internal long DroppedLogs { get; set; }

    internal long Refused { get; set; }

    /// <summary>The last log record that can be found by the index. Those after it are gone through one by one.</summary>
    internal long IndexedLog { get; set; }

    internal TelemetryCounts Counts => new(Traces, Spans, Logs, DroppedSpans, DroppedLogs, Refused);

    internal void Flush() => _update.With(Traces).With(Spans).With(Logs).With(DroppedSpans).With(DroppedLogs).With(Refused).With(IndexedLog).Run();

    public void Dispose() => _update.Dispose();
}
