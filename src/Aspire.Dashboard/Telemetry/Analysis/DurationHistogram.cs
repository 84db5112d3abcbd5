using Aspire.Dashboard.Telemetry.Queries;

namespace Aspire.Dashboard.Telemetry.Analysis;

/// <summary>How many traces took how long.</summary>
internal sealed class DurationHistogram
{
    private readonly SortedDictionary<long, (int Count, int Errors)> _buckets = [];

    internal Durations All { get; } = new();

    /// <summary>Buckets that hold something and those between them; each goes from a time up to the next of 1, 2, 5, 10, 20, 50…</summary>
    internal IEnumerable<(long From, long To, int Count, int Errors)> Buckets
    {
        get
        {
            if (_buckets.Count == 0)
                yield break;
            var last = _buckets.Keys.Last();
            for (var from = _buckets.Keys.First(); from <= last; from = Next(from))
                yield return _buckets.TryGetValue(from, out var bucket) ? (from, Next(from), bucket.Count, bucket.Errors) : (from, Next(from), 0, 0);
        }
    }

    internal void Add(TraceSummary trace)
    {
        var duration = (long)Math.Min(trace.Duration, long.MaxValue / 4);
        All.Add(duration, trace.ErrorCount > 0);
        long from = 0;
        for (var next = Next(from); next <= duration; next = Next(next))
            from = next;
        var (count, errors) = _buckets.GetValueOrDefault(from);
        _buckets[from] = (count + 1, errors + (trace.ErrorCount > 0 ? 1 : 0));
    }

    // From a microsecond on.
    private static long Next(long bound)
    {
        const long Shortest = 1000;
        if (bound < Shortest)
            return Shortest;
        if (bound > long.MaxValue / 2)
            return long.MaxValue;
        var leading = bound;
        while (leading >= 10)
            leading /= 10;
        return leading == 2 ? bound / 2 * 5 : bound * 2;
    }
}
