namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Writes spans, each beside the others of its trace.</summary>
internal sealed class SpanWriter : IDisposable
{
    private const int MostSpansOfTrace = 1 << Schema.PlaceBits;

    private readonly TextTable _texts;
    private readonly SourceTable _sources;
    private readonly TraceTable _traces;
    private readonly Statement _insert, _takePart;

    internal SpanWriter(Database database, TextTable texts, SourceTable sources, TraceTable traces)
    {
        (_texts, _sources, _traces) = (texts, sources, traces);
        _insert = database.Prepare("INSERT INTO spans (id, source, scope, name, kind, failed, span_id, parent_id, start, duration, wire) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        _takePart = database.Prepare("INSERT OR IGNORE INTO trace_services (service, trace) VALUES (?, ?)");
    }

    internal void Write(IReadOnlyList<StoredSpan> spans, Totals totals)
    {
        foreach (var span in spans)
        {
            var source = _sources.Of(span.Source);
            var trace = _traces.Of(span.TraceId, source.Service);
            if (trace.Spans == MostSpansOfTrace)
            {
                totals.DroppedSpans++;
                continue;
            }
            Insert(span, source, trace);
            totals.Spans++;
        }
    }

    private void Insert(StoredSpan span, SourceRow source, TraceRow trace)
    {
        var name = _texts.Refer(span.Name);
        _insert
            .With(trace.Number << Schema.PlaceBits | (long)trace.Spans)
            .With(source.Id)
            .With(_texts.Refer(span.Scope))
            .With(name)
            .With((long)span.Kind)
            .With(span.IsError ? 1 : 0)
            .With((long)span.Id.Value)
            .With((long)span.ParentId.Value)
            .With((long)span.Start)
            .With((long)(span.End - span.Start))
            .With(span.Wire)
            .Run();
        var bytes = Room.Size(span.Wire);
        trace.Owner.SpanBytes += bytes;
        if (trace.Add(span, name, source, bytes))
            _takePart.With(source.Service.Id).With(trace.Number).Run();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _takePart.Dispose();
    }
}
