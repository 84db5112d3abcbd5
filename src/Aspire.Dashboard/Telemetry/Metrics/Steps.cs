namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>A time, divided into steps of the same length. All in nanoseconds since 1970.</summary>
internal sealed class Steps
{
    private const long Second = 1_000_000_000;

    private static readonly long[] Lengths =
        [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

    /// <summary>Divides a time into steps of a length that people are used to; the beginnings are multiples of it.</summary>
    internal Steps(long from, long to, int most)
    {
        var shortest = (to - from) / most;
        Length = Array.Find(Lengths, length => length * Second >= shortest) * Second;
        if (Length == 0)
            Length = (shortest / (86_400 * Second) + 1) * 86_400 * Second;
        From = from - from % Length;
        Count = (int)Math.Max(1, (to - From + Length - 1) / Length);
    }

    internal long From { get; }

    internal long Length { get; }

    internal int Count { get; }

    internal long To => From + Count * Length;

    internal double Seconds => (double)Length / Second;

    internal long Begin(int step) => From + step * Length;

    /// <summary>The step of a moment; negative or too large outside of the time.</summary>
    internal long At(long time) => time >= From ? (time - From) / Length : -1;

    /// <summary>The step that what was measured up to a moment belongs to: an end belongs to the step that it ends.</summary>
    internal long Until(long time) => At(time - 1);

    /// <summary>Divides what grew between two moments among the steps, by their share of the time.</summary>
    internal void Spread(long after, long until, Action<int, double, double> take)
    {
        if (until <= after)
            after = until - 1;
        var whole = (double)(until - after);
        for (var step = Math.Max(0, At(after)); step < Count && Begin((int)step) < until; step++)
        {
            var part = Math.Min(until, Begin((int)step) + Length) - Math.Max(after, Begin((int)step));
            if (part > 0)
                take((int)step, part / whole, (double)part / Second);
        }
    }
}
