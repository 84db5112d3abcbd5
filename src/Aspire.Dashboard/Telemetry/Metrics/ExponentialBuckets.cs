namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>Buckets whose bounds grow by a factor: bucket <c>i</c> holds what is above <c>b^i</c> up to <c>b^(i+1)</c>, where <c>b = 2^(2^-scale)</c>.</summary>
/// <remarks><see href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram"/>.</remarks>
internal sealed class ExponentialBuckets(int scale, double zeros, ExponentialRange positive, ExponentialRange negative)
{
    /// <summary>SDKs send 160 at most.</summary>
    private const int MostBuckets = 1024;

    private int _scale = scale;
    private double _zeros = zeros;

    internal bool HasSoundScale => _scale is >= -10 and <= 20;

    internal int Length => positive.Length + negative.Length;

    internal ExponentialBuckets Minus(ExponentialBuckets earlier)
    {
        var difference = new ExponentialBuckets(_scale, 0, new(), new());
        difference.Add(this, 1);
        difference.Add(earlier, -1);
        return difference;
    }

    /// <summary>Adds a share of others, at the coarser scale of both, or at one that is coarser still so that there are not too many.</summary>
    internal void Add(ExponentialBuckets others, double share)
    {
        Coarsen(Math.Max(0, _scale - others._scale));
        while (positive.LengthWith(others.Positive, others._scale - _scale) > MostBuckets || negative.LengthWith(others.Negative, others._scale - _scale) > MostBuckets)
            Coarsen(1);
        positive.Add(others.Positive, others._scale - _scale, share);
        negative.Add(others.Negative, others._scale - _scale, share);
        _zeros += others._zeros * share;
    }

    internal IEnumerable<Bucket> All
    {
        get
        {
            foreach (var (index, count) in negative.All)
                yield return new Bucket(-Bound(index + 1), -Bound(index), count);
            if (_zeros > 0)
                yield return new Bucket(0, 0, _zeros);
            foreach (var (index, count) in positive.All)
                yield return new Bucket(Bound(index), Bound(index + 1), count);
        }
    }

    private void Coarsen(int steps)
    {
        positive.Coarsen(steps);
        negative.Coarsen(steps);
        _scale -= steps;
    }

    private ExponentialRange Positive => positive;

    private ExponentialRange Negative => negative;

    private double Bound(int index) => Math.Pow(2, Math.ScaleB(index, -_scale));
}
