using System.Runtime.InteropServices;
using Aspire.Dashboard.Otlp.Wire;

namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>How measurements are distributed, as a point tells it.</summary>
internal sealed class DistributionPoint
{
    private const int MostBuckets = 10_000;

    internal double Count { get; private init; }

    internal double Sum { get; private init; }

    internal double? Min { get; private init; }

    internal double? Max { get; private init; }

    /// <summary>Where the buckets of a histogram end; the last bucket has no end.</summary>
    internal double[] Bounds { get; private init; } = [];

    internal double[] Counts { get; private init; } = [];

    /// <summary>The buckets of an exponential histogram.</summary>
    internal ExponentialBuckets? Exponential { get; private init; }

    /// <summary>The quantiles of a summary with their values.</summary>
    internal IReadOnlyList<(double Quantile, double Value)> Quantiles { get; private init; } = [];

    /// <summary>Why a point's buckets cannot be used, in a sentence.</summary>
    internal static string? Problem(MetricKind kind, ReadOnlySpan<byte> wire)
    {
        var point = Read(kind, wire, count: 0, sum: 0);
        if (point.Counts.Length > MostBuckets || point.Exponential?.Length > MostBuckets || point.Quantiles.Count > MostBuckets)
            return $"A point has {MostBuckets} buckets at most.";
        if (point.Exponential is { HasSoundScale: false })
            return "The scale of an exponential histogram is between -10 and 20.";
        if (point.Counts.Length != (point.Counts.Length == 0 ? 0 : point.Bounds.Length + 1))
            return "A histogram has one bucket more than bounds, or none.";
        for (var index = 0; index < point.Bounds.Length; index++)
        {
            if (double.IsNaN(point.Bounds[index]) || (index > 0 && point.Bounds[index] <= point.Bounds[index - 1]))
                return "The bounds of a histogram have to grow.";
        }
        return null;
    }

    internal static DistributionPoint Read(MetricKind kind, ReadOnlySpan<byte> wire, double count, double sum) => kind switch
    {
        MetricKind.Histogram => ReadHistogram(wire, count, sum),
        MetricKind.ExponentialHistogram => ReadExponential(wire, count, sum),
        _ => ReadSummary(wire, count, sum),
    };

    /// <summary>What was measured after an earlier point of the same sender.</summary>
    internal DistributionPoint Since(DistributionPoint earlier)
    {
        var counts = Counts;
        if (Bounds.AsSpan().SequenceEqual(earlier.Bounds) && earlier.Counts.Length == counts.Length)
            counts = [.. Counts.Zip(earlier.Counts, (now, before) => Math.Max(0, now - before))];
        return new DistributionPoint
        {
            Count = Math.Max(0, Count - earlier.Count),
            Sum = Sum - earlier.Sum,
            Bounds = Bounds,
            Counts = counts,
            Exponential = Exponential is { } now && earlier.Exponential is { } before ? now.Minus(before) : Exponential,
            Quantiles = Quantiles,
        };
    }

    private static DistributionPoint ReadHistogram(ReadOnlySpan<byte> wire, double count, double sum)
    {
        List<ulong> counts = [], bounds = [];
        double? min = null, max = null;
        for (var reader = new WireReader(wire); reader.MoveNext();)
        {
            switch (reader.Field)
            {
                case 6:
                    reader.ReadFixed64s(counts);
                    break;
                case 7:
                    reader.ReadFixed64s(bounds);
                    break;
                case 11:
                    min = reader.ReadDouble();
                    break;
                case 12:
                    max = reader.ReadDouble();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return new DistributionPoint
        {
            Count = count,
            Sum = sum,
            Min = min,
            Max = max,
            Bounds = MemoryMarshal.Cast<ulong, double>(CollectionsMarshal.AsSpan(bounds)).ToArray(),
            Counts = [.. counts.Select(number => (double)number)],
        };
    }

    private static DistributionPoint ReadExponential(ReadOnlySpan<byte> wire, double count, double sum)
    {
        var scale = 0;
        ulong zeros = 0;
        ExponentialRange positive = new(), negative = new();
        double? min = null, max = null;
        for (var reader = new WireReader(wire); reader.MoveNext();)
        {
            switch (reader.Field)
            {
                case 6:
                    scale = reader.ReadSigned32();
                    break;
                case 7:
                    zeros = reader.ReadFixed64();
                    break;
                case 8:
                    positive = ExponentialRange.Read(reader.ReadBytes());
                    break;
                case 9:
                    negative = ExponentialRange.Read(reader.ReadBytes());
                    break;
                case 12:
                    min = reader.ReadDouble();
                    break;
                case 13:
                    max = reader.ReadDouble();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return new DistributionPoint { Count = count, Sum = sum, Min = min, Max = max, Exponential = new ExponentialBuckets(scale, zeros, positive, negative) };
    }

    private static DistributionPoint ReadSummary(ReadOnlySpan<byte> wire, double count, double sum)
    {
        var quantiles = new List<(double, double)>();
        for (var reader = new WireReader(wire); reader.MoveNext();)
        {
            if (reader.Field != 6)
            {
                reader.Skip();
                continue;
            }
            double quantile = 0, value = 0;
            for (var fields = new WireReader(reader.ReadBytes()); fields.MoveNext();)
            {
                if (fields.Field == 1)
                    quantile = fields.ReadDouble();
                else if (fields.Field == 2)
                    value = fields.ReadDouble();
                else
                    fields.Skip();
            }
            quantiles.Add((quantile, value));
        }
        return new DistributionPoint { Count = count, Sum = sum, Quantiles = quantiles };
    }
}
