namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>What was added between two moments.</summary>
/// <param name="After">From here on, in nanoseconds since 1970.</param>
/// <param name="Until">Up to here.</param>
/// <param name="Value">How much.</param>
/// <param name="BeginsAnew">Whether the sender started again, so that all of the point is new.</param>
internal readonly record struct Growth(long After, long Until, double Value, bool BeginsAnew)
{
    /// <summary>What a point adds to the one before. <see langword="null"/> where that cannot be known: of the first point of a sender that does not say when it started.</summary>
    internal static Growth? Of((SeriesPoint? Before, SeriesPoint Point) pair, bool isDelta)
    {
        var point = pair.Point;
        if (isDelta)
            return new Growth(BeginOf(point, pair.Before), point.Time, point.Value, BeginsAnew: true);
        if (pair.Before is not { } before)
            return point.Start == 0 ? null : new Growth(point.Start, point.Time, point.Value, BeginsAnew: true);
        var beginsAnew = point.Value < before.Value || point.Count < before.Count || (point.Start != 0 && point.Start >= before.Time && point.Start != before.Start);
        return beginsAnew
            ? new Growth(Math.Max(point.Start, before.Time), point.Time, point.Value, BeginsAnew: true)
            : new Growth(before.Time, point.Time, point.Value - before.Value, BeginsAnew: false);
    }

    private static long BeginOf(SeriesPoint point, SeriesPoint? before) => point.Start != 0 ? point.Start : before?.Time ?? point.Time - 1;
}
