namespace Aspire.Dashboard.Telemetry.Queries;

/// <summary>A trace in a list.</summary>
internal sealed record TraceSummary
{
    internal required TraceId Id { get; init; }

    /// <summary>Its place among all traces, by the arrival of its first span.</summary>
    internal required long Number { get; init; }

    /// <summary>The name of the span without a parent; while that has not come, of the earliest.</summary>
    internal required string Name { get; init; }

    /// <summary>The service of that span.</summary>
    internal required string Service { get; init; }

    /// <summary>Nanoseconds since 1970, UTC.</summary>
    internal required ulong Start { get; init; }

    /// <summary>From the first start to the last end, in nanoseconds.</summary>
    internal required ulong Duration { get; init; }

    /// <summary>How many spans have come.</summary>
    internal required int SpanCount { get; init; }

    /// <summary>How many of them failed.</summary>
    internal required int ErrorCount { get; init; }

    /// <summary>The services that took part, with their numbers of spans; the one with most first.</summary>
    internal required IReadOnlyList<KeyValuePair<string, int>> Services { get; init; }
}
