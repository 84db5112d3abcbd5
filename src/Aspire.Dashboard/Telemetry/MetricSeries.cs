namespace Aspire.Dashboard.Telemetry;

/// <summary>An instrument of a sender with one combination of attributes. The same object each time that it is met, as long as there are not too many.</summary>
/// <param name="instrument">What is measured.</param>
/// <param name="source">Who measures.</param>
/// <param name="attributes">A list of OTLP's <c>KeyValue</c> as fields numbered 1, in the order of their names.</param>
internal sealed class MetricSeries(Instrument instrument, TelemetrySource source, byte[] attributes)
{
    internal Instrument Instrument { get; } = instrument;

    internal TelemetrySource Source { get; } = source;

    internal byte[] Attributes { get; } = attributes;
}

/// <summary>What is measured, as OTLP describes it.</summary>
/// <param name="Service">Whose it is.</param>
/// <param name="Meter">The library that measures.</param>
/// <param name="Name">Its name in the meter.</param>
/// <param name="Unit">As UCUM writes it: <c>s</c>, <c>By</c>, <c>{request}</c>.</param>
/// <param name="Description">A sentence for people.</param>
/// <param name="Kind">How its points look.</param>
/// <param name="Temporality">What its points are about.</param>
/// <param name="IsMonotonic">Whether it only grows: sums alone.</param>
internal sealed record Instrument(string Service, string Meter, string Name, string Unit, string Description, MetricKind Kind, Temporality Temporality, bool IsMonotonic);

/// <summary>How a metric's points look. The numbers are those of OTLP's fields.</summary>
internal enum MetricKind
{
    Gauge = 5,
    Sum = 7,
    Histogram = 9,
    ExponentialHistogram = 10,
    Summary = 11,
}

/// <summary>What a point is about, numbered as in OTLP.</summary>
internal enum Temporality
{
    /// <summary>A moment, or it is not said.</summary>
    Unspecified,

    /// <summary>What came since the point before.</summary>
    Delta,

    /// <summary>All since the sender started.</summary>
    Cumulative,
}
