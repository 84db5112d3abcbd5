namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>Sums that only grow.</summary>
internal sealed class GrowthGroup(Steps steps, bool isDelta) : IGroup
{
    private readonly double[] _increases = new double[steps.Count], _rates = new double[steps.Count];
    private readonly bool[] _isMeasured = new bool[steps.Count];
    private readonly LevelGroup _totals = new(steps, isDelta);

    public void Add(IEnumerable<SeriesPoint> points)
    {
        double[] increases = new double[steps.Count], seconds = new double[steps.Count];
        _totals.Add(Through(points, point =>
        {
            if (Growth.Of(point, isDelta) is { } growth)
            {
                steps.Spread(growth.After, growth.Until, (step, share, length) =>
                {
                    increases[step] += growth.Value * share;
                    seconds[step] += length;
                });
            }
        }));
        for (var step = 0; step < steps.Count; step++)
        {
            if (seconds[step] <= 0)
                continue;
            _isMeasured[step] = true;
            _increases[step] += increases[step];
            _rates[step] += increases[step] / seconds[step];
        }
    }

    public double?[] Values(string aggregate) => aggregate switch
    {
        Aggregate.Total => _totals.Values(Aggregate.Sum),
        Aggregate.Increase => Measured(_increases),
        _ => Measured(_rates),
    };

    private double?[] Measured(double[] values) => [.. values.Select((value, step) => _isMeasured[step] ? value : (double?)null)];

    private static IEnumerable<SeriesPoint> Through(IEnumerable<SeriesPoint> points, Action<(SeriesPoint? Before, SeriesPoint Point)> see)
    {
        SeriesPoint? before = null;
        foreach (var point in points)
        {
            see((before, point));
            before = point;
            yield return point;
        }
    }
}
