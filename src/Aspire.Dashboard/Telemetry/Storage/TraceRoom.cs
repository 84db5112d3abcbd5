namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Drops whole traces. Those with errors go last.</summary>
internal sealed class TraceRoom(Database database, TraceTable traces, Totals totals) : Room.IPart
{
    private readonly Statement _oldest = database.Prepare("SELECT number, trace_id, spans, bytes, services FROM traces WHERE service = ? AND failed = ? ORDER BY number LIMIT 64");
    private readonly Statement _dropSpans = database.Prepare("DELETE FROM spans WHERE id >= ? AND id < ?");
    private readonly Statement _dropPart = database.Prepare("DELETE FROM trace_services WHERE service = ? AND trace = ?");
    private readonly Statement _dropTrace = database.Prepare("DELETE FROM traces WHERE number = ?");

    public long BytesOf(ServiceShare service) => service.SpanBytes;

    public bool DropOldest(ServiceShare service, Func<bool> isFull) => Drop(service, isFull, failed: false) || Drop(service, isFull, failed: true);

    private bool Drop(ServiceShare service, Func<bool> isFull, bool failed)
    {
        var oldest = new List<(long Number, TraceId Id, int Spans, long Bytes, long[] Services)>();
        for (_oldest.With(service.Id).With(failed ? 1 : 0); _oldest.Step();)
            oldest.Add((_oldest.Long(0), _oldest.TraceId(1), _oldest.Int(2), _oldest.Long(3), TraceRow.Unpack(_oldest.Blob(4))));
        _oldest.Reset();
        foreach (var trace in oldest)
        {
            if (!isFull())
                break;
            _dropSpans.With(trace.Number << Schema.PlaceBits).With((trace.Number + 1) << Schema.PlaceBits).Run();
            for (var index = 0; index < trace.Services.Length; index += 2)
                _dropPart.With(trace.Services[index]).With(trace.Number).Run();
            _dropTrace.With(trace.Number).Run();
            traces.Forget(trace.Id);
            service.SpanBytes -= trace.Bytes;
            totals.Traces--;
            totals.Spans -= trace.Spans;
            totals.DroppedSpans += trace.Spans;
        }
        return oldest.Count > 0;
    }

    public void Dispose()
    {
        _oldest.Dispose();
        _dropSpans.Dispose();
        _dropPart.Dispose();
        _dropTrace.Dispose();
    }
}
