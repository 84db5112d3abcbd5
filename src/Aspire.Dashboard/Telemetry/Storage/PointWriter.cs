namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Writes points, each beside the others of its series.</summary>
internal sealed class PointWriter(Database database, SeriesTable series) : IDisposable
{
    /// <summary>What a point takes beside its buckets, roughly.</summary>
    internal const int Overhead = 40;

    private readonly Statement _insert = database.Prepare("INSERT OR IGNORE INTO points (series, time, start, value, count, wire) VALUES (?, ?, ?, ?, ?, ?)");
    private readonly Statement _insertExemplar = database.Prepare("INSERT OR IGNORE INTO exemplars (series, time, span_id, trace_id, value, attributes) VALUES (?, ?, ?, ?, ?, ?)");

    internal void Write(IReadOnlyList<StoredPoint> points, Totals totals)
    {
        foreach (var point in points)
        {
            var row = series.Of(point.Series);
            _insert
                .With(row.Id)
                .With((long)point.Time)
                .With((long)point.Start)
                .With(point.Value)
                .With((long)point.Count)
                .With(point.Wire)
                .Run();
            if (database.Changes == 0)
                continue; // It was sent again.
            totals.Points++;
            row.Service.PointBytes += Overhead + (point.Wire?.Length ?? 0);
            foreach (var exemplar in point.Exemplars)
                Write(row, exemplar);
        }
    }

    private void Write(SeriesRow row, StoredExemplar exemplar)
    {
        _insertExemplar
            .With(row.Id)
            .With((long)exemplar.Time)
            .With((long)exemplar.SpanId.Value)
            .With(exemplar.TraceId)
            .With(double.IsFinite(exemplar.Value) ? exemplar.Value : 0)
            .With(exemplar.Attributes)
            .Run();
        row.Service.PointBytes += database.Changes * (Overhead + exemplar.Attributes.Length);
    }

    public void Dispose()
    {
        _insert.Dispose();
        _insertExemplar.Dispose();
    }
}
