namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Keeps a run within its size. Whoever takes most gives first, so that one noisy service does not push the others out.</summary>
internal sealed class Room : IDisposable
{
    /// <summary>What a record takes beside its bytes, roughly: its columns and its part of the indexes.</summary>
    private const int Overhead = 160;

    private readonly long _mostBytes;
    private readonly ServiceTable _services;
    private readonly TraceTable _traces;
    private readonly Totals _totals;
    private readonly Statement _oldestTraces, _dropSpans, _dropPart, _dropTrace;
    private readonly Statement _oldestLogs, _dropLog, _dropWords, _dropLogOfTrace;

    internal Room(Database database, long mostBytes, ServiceTable services, TraceTable traces, Totals totals)
    {
        (_mostBytes, _services, _traces, _totals) = (mostBytes, services, traces, totals);
        _oldestTraces = database.Prepare("SELECT number, trace_id, spans, bytes, services FROM traces WHERE service = ? AND failed = ? ORDER BY number LIMIT 64");
        _dropSpans = database.Prepare("DELETE FROM spans WHERE id >= ? AND id < ?");
        _dropPart = database.Prepare("DELETE FROM trace_services WHERE service = ? AND trace = ?");
        _dropTrace = database.Prepare("DELETE FROM traces WHERE number = ?");
        _oldestLogs = database.Prepare("SELECT number, length(wire), trace_id FROM logs WHERE service = ? ORDER BY number LIMIT 256");
        _dropLog = database.Prepare("DELETE FROM logs WHERE number = ?");
        _dropWords = database.Prepare("DELETE FROM log_words WHERE rowid = ?");
        _dropLogOfTrace = database.Prepare("DELETE FROM log_traces WHERE trace_id = ? AND log = ?");
    }

    internal static int Size(byte[] wire) => wire.Length + Overhead;

    private bool IsFull => _services.Bytes > _mostBytes;

    /// <summary>Drops the oldest of the service that takes most, until all fits. Its traces with errors go last.</summary>
    internal void Make()
    {
        while (IsFull)
        {
            var largest = _services.All.MaxBy(service => Math.Max(service.SpanBytes, service.LogBytes))!;
            var some = largest.LogBytes > largest.SpanBytes ? DropLogs(largest) : DropTraces(largest, failed: false) || DropTraces(largest, failed: true);
            if (!some)
                return;
        }
    }

    private bool DropTraces(ServiceShare service, bool failed)
    {
        var oldest = new List<(long Number, TraceId Id, int Spans, long Bytes, long[] Services)>();
        for (_oldestTraces.With(service.Id).With(failed ? 1 : 0); _oldestTraces.Step();)
            oldest.Add((_oldestTraces.Long(0), _oldestTraces.TraceId(1), _oldestTraces.Int(2), _oldestTraces.Long(3), TraceRow.Unpack(_oldestTraces.Blob(4))));
        _oldestTraces.Reset();
        foreach (var trace in oldest)
        {
            if (!IsFull)
                break;
            _dropSpans.With(trace.Number << Schema.PlaceBits).With((trace.Number + 1) << Schema.PlaceBits).Run();
            for (var index = 0; index < trace.Services.Length; index += 2)
                _dropPart.With(trace.Services[index]).With(trace.Number).Run();
            _dropTrace.With(trace.Number).Run();
            _traces.Forget(trace.Id);
            service.SpanBytes -= trace.Bytes;
            _totals.Traces--;
            _totals.Spans -= trace.Spans;
            _totals.DroppedSpans += trace.Spans;
        }
        return oldest.Count > 0;
    }

    private bool DropLogs(ServiceShare service)
    {
        var oldest = new List<(long Number, int Length, TraceId Trace)>();
        for (_oldestLogs.With(service.Id); _oldestLogs.Step();)
            oldest.Add((_oldestLogs.Long(0), _oldestLogs.Int(1), _oldestLogs.TraceId(2)));
        _oldestLogs.Reset();
        foreach (var (number, length, trace) in oldest)
        {
            if (!IsFull)
                break;
            _dropLog.With(number).Run();
            if (number <= _totals.IndexedLog)
            {
                _dropWords.With(number).Run();
                if (!trace.IsEmpty)
                    _dropLogOfTrace.With(trace).With(number).Run();
            }
            service.LogBytes -= length + Overhead;
            _totals.Logs--;
            _totals.DroppedLogs++;
        }
        return oldest.Count > 0;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _oldestTraces, _dropSpans, _dropPart, _dropTrace, _oldestLogs, _dropLog, _dropWords, _dropLogOfTrace })
            statement.Dispose();
    }
}
