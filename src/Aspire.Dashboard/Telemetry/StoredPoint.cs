namespace Aspire.Dashboard.Telemetry;

/// <summary>What a metric's series measured at a moment, or from a moment to another.</summary>
internal sealed record StoredPoint
{
    internal required MetricSeries Series { get; init; }

    /// <summary>Nanoseconds since 1970, UTC: since when it counts. 0 where it is not said.</summary>
    internal required ulong Start { get; init; }

    /// <summary>Nanoseconds since 1970, UTC.</summary>
    internal required ulong Time { get; init; }

    /// <summary>The value; of distributions the sum of what was measured.</summary>
    internal required double Value { get; init; }

    /// <summary>How often it was measured. 0 for gauges and sums.</summary>
    internal ulong Count { get; init; }

    /// <summary>Of distributions OTLP's data point without what stands elsewhere: buckets or quantiles. <see langword="null"/> for gauges and sums.</summary>
    internal byte[]? Wire { get; init; }

    /// <summary>Single measurements with the trace that they were made in.</summary>
    internal IReadOnlyList<StoredExemplar> Exemplars { get; init; } = [];
}

/// <summary>A measurement, and the span that it was made in.</summary>
/// <param name="Time">Nanoseconds since 1970, UTC.</param>
/// <param name="Value">What was measured.</param>
/// <param name="TraceId">Empty when it was made outside any trace.</param>
/// <param name="SpanId">The span.</param>
/// <param name="Attributes">Those that the series does not have, as its own are kept.</param>
internal sealed record StoredExemplar(ulong Time, double Value, TraceId TraceId, SpanId SpanId, byte[] Attributes);
