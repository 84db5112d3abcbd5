using Aspire.Dashboard.Telemetry.Storage;

namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>Brings several series together, step by step.</summary>
internal interface IGroup
{
    /// <summary>Takes a series in: its points in the order of time, from the last one before the first step.</summary>
    void Add(IEnumerable<SeriesPoint> points);

    /// <summary>A value for each step, <see langword="null"/> where nothing was measured.</summary>
    double?[] Values(string aggregate);
}

/// <summary>A point as it is kept.</summary>
/// <param name="Start">Since when it counts, in nanoseconds since 1970; 0 where it is not said.</param>
/// <param name="Time">Nanoseconds since 1970.</param>
/// <param name="Value">The value, or the sum of a distribution.</param>
/// <param name="Count">How often was measured.</param>
/// <param name="Row">The row, for what else it has; it is valid until the next point is asked for.</param>
internal readonly record struct SeriesPoint(long Start, long Time, double Value, double Count, Statement Row);
