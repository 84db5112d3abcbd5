namespace Aspire.Dashboard.Telemetry;

/// <summary>The spans of a trace that have come so far.</summary>
internal sealed class Trace(TraceId id, long number)
{
    private StoredSpan? _first;

    internal TraceId Id { get; } = id;

    /// <summary>Its place among all traces, by the arrival of its first span.</summary>
    internal long Number { get; } = number;

    internal List<StoredSpan> Spans { get; } = [];

    internal int Errors { get; private set; }

    internal ulong Start { get; private set; } = ulong.MaxValue;

    internal ulong End { get; private set; }

    internal ulong Duration => End - Start;

    internal void Add(StoredSpan span)
    {
        Spans.Add(span);
        Start = Math.Min(Start, span.Start);
        End = Math.Max(End, span.End);
        if (span.IsError)
            Errors++;
        if (_first is null || (span.ParentId.IsEmpty, _first.Start).CompareTo((_first.ParentId.IsEmpty, span.Start)) > 0)
            _first = span;
    }

    internal TraceSummary Summarize() => new(
        Id,
        Number,
        _first!,
        Start,
        Duration,
        Spans.Count,
        Errors,
        [.. Spans.CountBy(span => span.Source.Service).OrderByDescending(entry => entry.Value)]);
}

/// <summary>A trace in a list.</summary>
/// <param name="Id">The trace.</param>
/// <param name="Number">Its place among all traces.</param>
/// <param name="First">The span without a parent; while that has not come, the earliest.</param>
/// <param name="Start">Nanoseconds since 1970, UTC.</param>
/// <param name="Duration">From the first start to the last end, in nanoseconds.</param>
/// <param name="SpanCount">How many spans have come.</param>
/// <param name="ErrorCount">How many of them failed.</param>
/// <param name="Services">The services that took part, with their numbers of spans.</param>
internal sealed record TraceSummary(
    TraceId Id,
    long Number,
    StoredSpan First,
    ulong Start,
    ulong Duration,
    int SpanCount,
    int ErrorCount,
    IReadOnlyList<KeyValuePair<string, int>> Services);
