using System.Globalization;

namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>What can be told about an instrument, by the names that the API uses.</summary>
internal static class Aggregate
{
    internal const string Average = "avg", Least = "min", Most = "max", Last = "last", Sum = "sum", Rate = "rate", Increase = "increase", Total = "total", Count = "count";

    private static readonly string[] Percentiles = ["p50", "p90", "p99"];

    /// <summary>Those that make sense, the usual ones first.</summary>
    internal static IReadOnlyList<string> Of(Instrument instrument) => instrument.Kind switch
    {
        MetricKind.Gauge => [Average, Least, Most, Last, Sum],
        MetricKind.Sum => instrument.IsMonotonic ? [Rate, Increase, Total] : [Sum, Average, Least, Most, Last],
        MetricKind.Summary => [.. Percentiles, Average, Rate, Count, Sum],
        _ => [.. Percentiles, Average, Least, Most, Rate, Count, Sum],
    };

    /// <summary>What is told if nothing is asked for.</summary>
    internal static IReadOnlyList<string> UsualOf(Instrument instrument) => IsDistribution(instrument) ? Percentiles : [Of(instrument)[0]];

    internal static bool IsKnown(Instrument instrument, string aggregate) =>
        Of(instrument).Contains(aggregate) || (IsDistribution(instrument) && Percentile(aggregate) is not null);

    internal static bool IsDistribution(Instrument instrument) => instrument.Kind is MetricKind.Histogram or MetricKind.ExponentialHistogram or MetricKind.Summary;

    /// <summary>What a name such as <c>p99.9</c> stands for, from 0 to 1.</summary>
    internal static double? Percentile(string aggregate) =>
        aggregate is ['p', .. var number] && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100 ? percent / 100 : null;
}
