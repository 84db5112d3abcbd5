namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>Histograms, exponential histograms and summaries.</summary>
internal sealed class DistributionGroup(Steps steps, MetricKind kind, bool isDelta) : IGroup
{
    private readonly Distribution?[] _distributions = new Distribution?[steps.Count];
    private readonly Dictionary<double, double>?[] _quantiles = new Dictionary<double, double>?[steps.Count];
    private readonly double[] _rates = new double[steps.Count];

    public void Add(IEnumerable<SeriesPoint> points)
    {
        double[] counts = new double[steps.Count], seconds = new double[steps.Count];
        DistributionPoint? before = null;
        SeriesPoint? beforeRow = null;
        foreach (var row in points)
        {
            var point = DistributionPoint.Read(kind, row.Row.Blob(SeriesReader.WireColumn), row.Count, row.Value);
            if (kind == MetricKind.Summary)
                Take(row.Time, point);
            if (Growth.Of((beforeRow, row), isDelta) is { } growth)
            {
                var grown = growth.BeginsAnew || before is null ? point : point.Since(before);
                steps.Spread(growth.After, growth.Until, (step, share, length) =>
                {
                    (_distributions[step] ??= new()).Add(grown, share);
                    counts[step] += grown.Count * share;
                    seconds[step] += length;
                });
            }
            (before, beforeRow) = (point, row);
        }
        for (var step = 0; step < steps.Count; step++)
        {
            if (seconds[step] > 0)
                _rates[step] += counts[step] / seconds[step];
        }
    }

    public double?[] Values(string aggregate)
    {
        var part = Aggregate.Percentile(aggregate);
        return [.. _distributions.Select((distribution, step) => part is { } wanted && kind == MetricKind.Summary
            ? _quantiles[step]?.TryGetValue(wanted, out var value) == true ? value : (double?)null
            : distribution is null ? null : part is { } quantile ? distribution.Quantile(quantile) : aggregate switch
            {
                Aggregate.Average => distribution.Mean,
                Aggregate.Least => distribution.Min,
                Aggregate.Most => distribution.Max,
                Aggregate.Rate => _rates[step],
                Aggregate.Count => distribution.Count,
                _ => distribution.Sum,
            })];
    }

    // The quantiles of several senders cannot be brought together: the largest is told.
    private void Take(long time, DistributionPoint summary)
    {
        if (steps.At(time) is not (>= 0 and var step) || step >= steps.Count)
            return;
        var quantiles = _quantiles[step] ??= [];
        foreach (var (quantile, value) in summary.Quantiles)
            quantiles[quantile] = Math.Max(value, quantiles.GetValueOrDefault(quantile, value));
    }
}
