namespace EmbeddedKafka.Bench;

internal static class Statistics
{
    public static double Percentile(IEnumerable<double> values, int percent)
    {
        var ordered = values.Order().ToList();
        return ordered[Math.Min(ordered.Count - 1, ordered.Count * percent / 100)];
    }
}
