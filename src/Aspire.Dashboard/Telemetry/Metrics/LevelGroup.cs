namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>Values that hold until the next: gauges, and sums that also shrink.</summary>
/// <param name="steps">The time.</param>
/// <param name="addsUp">Whether points tell changes rather than the value itself (delta temporality).</param>
internal sealed class LevelGroup(Steps steps, bool addsUp) : IGroup
{
    /// <summary>A gap that is longer is none that a sender made between two exports.</summary>
    private const long LongestGap = 5 * 60 * 1_000_000_000L;

    private readonly double[] _averages = new double[steps.Count], _lasts = new double[steps.Count];
    private readonly double?[] _least = new double?[steps.Count], _most = new double?[steps.Count];
    private readonly int[] _series = new int[steps.Count];

    public void Add(IEnumerable<SeriesPoint> points)
    {
        var own = new OwnStep[steps.Count];
        var (before, value, interval) = (0L, 0.0, 0L);
        foreach (var point in points)
        {
            if (before != 0)
            {
                interval = point.Time - before;
                if (interval <= LongestGap)
                    Hold(own, before, point.Time, value);
            }
            value = addsUp ? value + point.Value : point.Value;
            before = point.Time;
            if (steps.At(point.Time) is var step && step >= 0 && step < steps.Count)
                own[step].Measure(value);
        }
        if (interval is > 0 and <= LongestGap)
            Hold(own, before, before + interval + interval / 2, value); // The next one is on its way.
        Merge(own);
    }

    public double?[] Values(string aggregate) => [.. Enumerable.Range(0, steps.Count).Select(step => _series[step] == 0 ? null : aggregate switch
    {
        Aggregate.Least => _least[step],
        Aggregate.Most => _most[step],
        Aggregate.Average => _averages[step] / _series[step],
        Aggregate.Last => _lasts[step] / _series[step],
        _ => (double?)_lasts[step],
    })];

    // For the steps between two points.
    private void Hold(OwnStep[] own, long after, long until, double value)
    {
        for (var step = Math.Max(0, steps.At(after) + 1); step < Math.Min(steps.Count, steps.At(until)); step++)
            own[step].Hold(value);
    }

    private void Merge(OwnStep[] own)
    {
        for (var step = 0; step < own.Length; step++)
        {
            if (own[step] is not { Count: > 0 } measured)
                continue;
            _series[step]++;
            _averages[step] += measured.Sum / measured.Count;
            _lasts[step] += measured.Last;
            _least[step] = Math.Min(_least[step] ?? measured.Least, measured.Least);
            _most[step] = Math.Max(_most[step] ?? measured.Most, measured.Most);
        }
    }

    /// <summary>What one series has in a step.</summary>
    private struct OwnStep
    {
        internal int Count { get; private set; }

        internal double Sum { get; private set; }

        internal double Least { get; private set; }

        internal double Most { get; private set; }

        internal double Last { get; private set; }

        internal void Hold(double value)
        {
            if (Count == 0)
                Measure(value);
        }

        internal void Measure(double value)
        {
            Least = Count == 0 ? value : Math.Min(Least, value);
            Most = Count == 0 ? value : Math.Max(Most, value);
            Sum += value;
            Last = value;
            Count++;
        }
    }
}
