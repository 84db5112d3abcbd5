namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Drops log records, and takes them out of the index.</summary>
internal sealed class LogRoom(Database database, Totals totals) : Room.IPart
{
    private readonly Statement _oldest = database.Prepare("SELECT number, length(wire), trace_id FROM logs WHERE service = ? ORDER BY number LIMIT 256");
    private readonly Statement _drop = database.Prepare("DELETE FROM logs WHERE number = ?");
    private readonly Statement _dropWords = database.Prepare("DELETE FROM log_words WHERE rowid = ?");
    private readonly Statement _dropOfTrace = database.Prepare("DELETE FROM log_traces WHERE trace_id = ? AND log = ?");

    public long BytesOf(ServiceShare service) => service.LogBytes;

    public bool DropOldest(ServiceShare service, Func<bool> isFull)
    {
        var oldest = new List<(long Number, int Length, TraceId Trace)>();
        for (_oldest.With(service.Id); _oldest.Step();)
            oldest.Add((_oldest.Long(0), _oldest.Int(1), _oldest.TraceId(2)));
        _oldest.Reset();
        foreach (var (number, length, trace) in oldest)
        {
            if (!isFull())
                break;
            _drop.With(number).Run();
            if (number <= totals.IndexedLog)
            {
                _dropWords.With(number).Run();
                if (!trace.IsEmpty)
                    _dropOfTrace.With(trace).With(number).Run();
            }
            service.LogBytes -= length + Room.Overhead;
            totals.Logs--;
            totals.DroppedLogs++;
        }
        return oldest.Count > 0;
    }

    public void Dispose()
    {
        _oldest.Dispose();
        _drop.Dispose();
        _dropWords.Dispose();
        _dropOfTrace.Dispose();
    }
}
