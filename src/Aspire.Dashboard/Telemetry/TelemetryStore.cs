namespace Aspire.Dashboard.Telemetry;

/// <summary>What services told about themselves in this run: the newest of it, within a limit of memory.</summary>
internal sealed class TelemetryStore(long mostSpanBytes, long mostLogBytes)
{
    /// <summary>What a record takes beside its bytes, roughly.</summary>
    private const int Overhead = 240;

    private const int MostServices = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<TraceId, Trace> _traces = [];
    private readonly Queue<Trace> _byArrival = [];
    private readonly LogList _logs = new();
    private readonly SortedSet<string> _services = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSignal();
    private TelemetryCounts _counts = new(0, 0, 0, 0, 0);
    private long _spanBytes, _logBytes, _lastTrace;

    public TelemetryStore()
        : this(mostSpanBytes: 48 << 20, mostLogBytes: 24 << 20)
    {
    }

    internal TelemetryCounts Counts
    {
        get
        {
            lock (_gate)
                return _counts with { Traces = _traces.Count, Logs = _logs.Count };
        }
    }

    /// <summary>Completes when there is more than there was.</summary>
    internal Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    internal void Add(IReadOnlyList<StoredSpan> spans) => Change(() =>
    {
        foreach (var span in spans)
        {
            if (!_traces.TryGetValue(span.TraceId, out var trace))
            {
                trace = new Trace(span.TraceId, ++_lastTrace);
                _traces.Add(span.TraceId, trace);
                _byArrival.Enqueue(trace);
            }
            trace.Add(span);
            Note(span.Source);
            _spanBytes += Size(span.Wire);
        }
        var dropped = 0;
        while (_spanBytes > mostSpanBytes)
        {
            var oldest = _byArrival.Dequeue();
            _traces.Remove(oldest.Id);
            _spanBytes -= oldest.Spans.Sum(span => (long)Size(span.Wire));
            dropped += oldest.Spans.Count;
        }
        _counts = _counts with { Spans = _counts.Spans + spans.Count - dropped, DroppedSpans = _counts.DroppedSpans + dropped };
    });

    internal void Add(IReadOnlyList<StoredLog> logs) => Change(() =>
    {
        foreach (var log in logs)
        {
            _logs.Add(log);
            Note(log.Source);
            _logBytes += Size(log.Wire);
        }
        var dropped = 0;
        while (_logBytes > mostLogBytes)
        {
            _logBytes -= Size(_logs.RemoveOldest().Wire);
            dropped++;
        }
        _counts = _counts with { DroppedLogs = _counts.DroppedLogs + dropped };
    });

    /// <summary>The traces that a query asks for, the one that began last first.</summary>
    internal IReadOnlyList<TraceSummary> Find(TraceQuery query)
    {
        lock (_gate)
        {
            return [.. _traces.Values
                .Where(trace => trace.Number < query.Before)
                .OrderByDescending(trace => trace.Number)
                .Where(query.Wants)
                .Take(query.Limit)
                .Select(trace => trace.Summarize())];
        }
    }

    /// <summary>The records that a query asks for, the one received last first.</summary>
    internal IReadOnlyList<StoredLog> Find(LogQuery query)
    {
        lock (_gate)
            return [.. _logs.NewestFirst(query.Before).Where(query.Wants).Take(query.Limit)];
    }

    /// <summary>The spans of a trace as they came. Empty when the trace is not known, or no longer.</summary>
    internal IReadOnlyList<StoredSpan> SpansOf(TraceId id)
    {
        lock (_gate)
            return _traces.TryGetValue(id, out var trace) ? [.. trace.Spans] : [];
    }

    /// <summary>The services that have sent something in this run.</summary>
    internal IReadOnlyList<string> Services
    {
        get
        {
            lock (_gate)
                return [.. _services];
        }
    }

    // A sender that makes up a new name for each request must not fill the memory.
    private void Note(TelemetrySource source)
    {
        if (_services.Count < MostServices)
            _services.Add(source.Service);
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            (changed, _changed) = (_changed, NewSignal());
        }
        changed.SetResult();
    }

    private static int Size(byte[] wire) => wire.Length + Overhead;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>How much is kept, and how much had to go to make room.</summary>
internal sealed record TelemetryCounts(long Traces, long Spans, long Logs, long DroppedSpans, long DroppedLogs);
