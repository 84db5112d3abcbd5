namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>What was measured in a step of time, brought together from several points.</summary>
internal sealed class Distribution
{
    private readonly List<(double[] Bounds, double[] Counts)> _histograms = []; // One, unless senders differ in their bounds.
    private ExponentialBuckets? _exponential;
    private double? _min, _max;

    internal double Count { get; private set; }

    internal double Sum { get; private set; }

    internal void Add(DistributionPoint growth, double share)
    {
        Count += growth.Count * share;
        Sum += growth.Sum * share;
        if (growth.Min is { } min)
            _min = Math.Min(min, _min ?? min);
        if (growth.Max is { } max)
            _max = Math.Max(max, _max ?? max);
        if (growth.Counts.Length > 0)
            AddHistogram(growth, share);
        if (growth.Exponential is { } exponential)
            (_exponential ??= new ExponentialBuckets(scale: 20, 0, new(), new())).Add(exponential, share);
    }

    internal double? Mean => Count > 0 ? Sum / Count : null;

    /// <summary>The least that was measured, as its sender says or else as its bucket shows.</summary>
    internal double? Min => Count <= 0 ? null : _min ?? (Buckets() is [var first, ..] ? double.IsInfinity(first.Lower) ? first.Upper : first.Lower : null);

    /// <summary>The most that was measured, as its sender says or else as its bucket shows.</summary>
    internal double? Max => Count <= 0 ? null : _max ?? (Buckets() is [.., var last] ? double.IsInfinity(last.Upper) ? last.Lower : last.Upper : null);

    /// <summary>The value that this part of all measurements did not pass, from 0 to 1.</summary>
    internal double? Quantile(double part)
    {
        var buckets = Buckets();
        var wanted = part * buckets.Sum(bucket => bucket.Count);
        foreach (var bucket in buckets)
        {
            if (bucket.Count < wanted)
            {
                wanted -= bucket.Count;
                continue;
            }
            var value = Within(bucket, wanted / bucket.Count);
            return _min <= _max ? Math.Clamp(value, _min.Value, _max.Value) : value;
        }
        return buckets is [.., var last] ? Within(last, 1) : null;
    }

    private static double Within(Bucket bucket, double share) => (bucket.Lower, bucket.Upper) switch
    {
        (double.NegativeInfinity, var upper) => upper,
        (var lower, double.PositiveInfinity) => lower,
        var (lower, upper) => lower + (upper - lower) * share,
    };

    private List<Bucket> Buckets()
    {
        const double Nothing = 1e-9; // What is left of shares that should have added up to nothing.
        var buckets = new List<Bucket>(_exponential?.All ?? []);
        foreach (var (bounds, counts) in _histograms)
        {
            for (var index = 0; index < counts.Length; index++)
                buckets.Add(new Bucket(Lower(bounds, index), index < bounds.Length ? bounds[index] : double.PositiveInfinity, counts[index]));
        }
        buckets.RemoveAll(bucket => bucket.Count <= Nothing);
        buckets.Sort((left, right) => (left.Upper, left.Lower).CompareTo((right.Upper, right.Lower)));
        return buckets;
    }

    // Most things that are measured are not negative: the first bucket begins at zero where its end allows.
    private static double Lower(double[] bounds, int index) => index > 0 ? bounds[index - 1] : bounds is [> 0, ..] ? 0 : double.NegativeInfinity;

    private void AddHistogram(DistributionPoint growth, double share)
    {
        var counts = _histograms.Find(histogram => histogram.Bounds.AsSpan().SequenceEqual(growth.Bounds)).Counts;
        if (counts is null)
            _histograms.Add((growth.Bounds, counts = new double[growth.Counts.Length]));
        for (var index = 0; index < counts.Length; index++)
            counts[index] += growth.Counts[index] * share;
    }
}
