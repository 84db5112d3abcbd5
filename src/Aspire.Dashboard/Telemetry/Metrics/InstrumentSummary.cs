namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>An instrument in a list.</summary>
/// <param name="Instrument">Which one it is.</param>
/// <param name="Series">Its series.</param>
/// <param name="First">The time of its first point that is kept, in nanoseconds since 1970.</param>
/// <param name="Last">The time of its last point.</param>
/// <param name="HasExemplars">Whether measurements lead to traces.</param>
internal sealed record InstrumentSummary(Instrument Instrument, IReadOnlyList<FoundSeries> Series, long First, long Last, bool HasExemplars)
{
    /// <summary>The dimensions by which its series differ, with their values in order.</summary>
    internal IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Dimensions =>
    [
        .. Series.SelectMany(series => series.Dimensions.Keys).Distinct().Order(StringComparer.Ordinal)
            .Select(name => KeyValuePair.Create<string, IReadOnlyList<string>>(name,
                [.. Series.Select(series => series.Dimensions.GetValueOrDefault(name, "")).Distinct().Order(StringComparer.Ordinal)])),
    ];
}

/// <summary>A series that is kept.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Instrument">What it measures.</param>
/// <param name="Dimensions">Its attributes as text, and the instance that sends it.</param>
internal sealed record FoundSeries(long Id, Instrument Instrument, IReadOnlyDictionary<string, string> Dimensions);
