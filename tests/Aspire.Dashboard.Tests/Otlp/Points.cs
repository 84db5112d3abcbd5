namespace Aspire.Dashboard.Tests.Otlp;

/// <summary>Metrics by hand. Times are in seconds of a day.</summary>
internal static class Points
{
    internal const ulong Day = 1_700_000_000_000_000_000 - 1_700_000_000_000_000_000 % 86_400_000_000_000;

    internal static byte[] Request(string service, string meter, params Message[] metrics)
    {
        var scope = new Message().With(1, new Message().With(1, meter));
        foreach (var metric in metrics)
            scope.With(2, metric);
        return new Message().With(1, new Message().With(1, new Message().With(1, Message.Attribute("service.name", new Message().With(1, service)))).With(2, scope)).Bytes;
    }

    internal static Message Gauge(string name, params Message[] points) => new Message().With(1, name).With(5, Data(points));

    internal static Message Sum(string name, ulong temporality, bool isMonotonic, params Message[] points) =>
        new Message().With(1, name).With(7, Data(points).With(2, temporality).With(3, isMonotonic ? 1ul : 0ul));

    internal static Message Histogram(string name, ulong temporality, params Message[] points) => new Message().With(1, name).With(9, Data(points).With(2, temporality));

    internal static Message Exponential(string name, ulong temporality, params Message[] points) => new Message().With(1, name).With(10, Data(points).With(2, temporality));

    internal static Message Summary(string name, params Message[] points) => new Message().With(1, name).With(11, Data(points));

    internal static Message Number(double start, double time, double value, string? dimension = null)
    {
        var point = Times(start, time).WithFixed(4, BitConverter.DoubleToUInt64Bits(value));
        return dimension is null ? point : point.With(7, Message.Attribute("of", new Message().With(1, dimension)));
    }

    internal static Message Buckets(double start, double time, double sum, double[] bounds, params ulong[] counts)
    {
        var point = Times(start, time).WithFixed(4, counts.Aggregate(0ul, (all, count) => all + count)).WithFixed(5, BitConverter.DoubleToUInt64Bits(sum));
        foreach (var count in counts)
            point.WithFixed(6, count);
        return point.With(7, [.. bounds.SelectMany(BitConverter.GetBytes)]); // Together; the counts each by itself: both are allowed.
    }

    internal static Message ExponentialBuckets(double start, double time, int scale, int offset, params ulong[] counts)
    {
        var buckets = new Message().With(1, ZigZag(offset));
        foreach (var count in counts)
            buckets.With(2, count);
        return Times(start, time).WithFixed(4, counts.Aggregate(0ul, (all, count) => all + count)).With(6, ZigZag(scale)).With(8, buckets);
    }

    internal static Message Quantiles(double start, double time, ulong count, double sum, params (double Quantile, double Value)[] quantiles)
    {
        var point = Times(start, time).WithFixed(4, count).WithFixed(5, BitConverter.DoubleToUInt64Bits(sum));
        foreach (var (quantile, value) in quantiles)
            point.With(6, new Message().WithFixed(1, BitConverter.DoubleToUInt64Bits(quantile)).WithFixed(2, BitConverter.DoubleToUInt64Bits(value)));
        return point;
    }

    internal static ulong Time(double seconds) => Day + (ulong)(seconds * 1e9);

    private static Message Times(double start, double time) => new Message().WithFixed(2, start == 0 ? 0 : Time(start)).WithFixed(3, Time(time));

    private static Message Data(Message[] points) => points.Aggregate(new Message(), (data, point) => data.With(1, point));

    private static ulong ZigZag(int number) => (uint)(number << 1 ^ number >> 31);
}
