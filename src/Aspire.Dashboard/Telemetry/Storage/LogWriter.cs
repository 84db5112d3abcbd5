namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Writes log records in the order of their arrival.</summary>
internal sealed class LogWriter : IDisposable
{
    private readonly TextTable _texts;
    private readonly SourceTable _sources;
    private readonly Statement _insert;

    internal LogWriter(Database database, TextTable texts, SourceTable sources, Totals totals)
    {
        (_texts, _sources) = (texts, sources);
        _insert = database.Prepare("INSERT INTO logs (number, service, source, scope, time, severity, trace_id, span_id, wire) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        using var last = database.Prepare("SELECT ifnull(max(number), 0) FROM logs");
        last.Step();
        Last = Math.Max(last.Long(0), totals.IndexedLog); // The last ones may have had to make room.
    }

    /// <summary>The number of the last record.</summary>
    internal long Last { get; private set; }

    internal void Write(IReadOnlyList<StoredLog> logs, Totals totals)
    {
        foreach (var log in logs)
        {
            var source = _sources.Of(log.Source);
            _insert
                .With(++Last)
                .With(source.Service.Id)
                .With(source.Id)
                .With(_texts.Refer(log.Scope))
                .With((long)log.Time)
                .With(log.Severity)
                .With(log.TraceId)
                .With((long)log.SpanId.Value)
                .With(log.Wire)
                .Run();
            source.Service.LogBytes += Room.Size(log.Wire);
        }
        totals.Logs += logs.Count;
    }

    public void Dispose() => _insert.Dispose();
}
