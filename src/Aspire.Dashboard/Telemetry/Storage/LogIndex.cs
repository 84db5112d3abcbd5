using System.Buffers;

namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Makes log records findable by their words and their trace. It follows behind the records, which cost less to write.</summary>
internal sealed class LogIndex : IDisposable
{
    private readonly Totals _totals;
    private readonly NameReader _texts;
    private readonly Statement _next, _addWords, _addTrace;
    private readonly ArrayBufferWriter<byte> _words = new();
    private readonly List<(TraceId Trace, long Log)> _traces = [];

    internal LogIndex(Database database, Totals totals)
    {
        _totals = totals;
        _texts = new NameReader(database);
        _next = database.Prepare("SELECT number, scope, trace_id, wire FROM logs WHERE number > ? ORDER BY number LIMIT ?");
        _addWords = database.Prepare("INSERT INTO log_words (rowid, words) VALUES (?, ?)");
        _addTrace = database.Prepare("INSERT INTO log_traces (trace_id, log) VALUES (?, ?)");
    }

    /// <summary>Takes some more records in, and says whether there were any.</summary>
    internal bool Advance(int most)
    {
        var last = _totals.IndexedLog;
        for (_next.With(last).With(most); _next.Step();)
        {
            last = _next.Long(0);
            _words.ResetWrittenCount();
            LogText.Write(_words, _texts.Read(_next.TextRef(1)), _next.Blob(3));
            _addWords.With(last).WithText(_words.WrittenSpan).Run();
            if (!_next.IsNull(2))
                _traces.Add((_next.TraceId(2), last));
        }
        _next.Reset();

        // In their order, so that neighbours go to the same page.
        foreach (var (trace, log) in _traces.OrderBy(entry => entry.Trace.Value))
            _addTrace.With(trace).With(log).Run();
        _traces.Clear();
        var any = last > _totals.IndexedLog;
        _totals.IndexedLog = last;
        return any;
    }

    public void Dispose()
    {
        _texts.Dispose();
        _next.Dispose();
        _addWords.Dispose();
        _addTrace.Dispose();
    }
}
