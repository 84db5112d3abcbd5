using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry.Metrics;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests.Telemetry;

/// <summary>What is made of points: rates, levels, percentiles.</summary>
public sealed class MetricsTests
{
    private const ulong Delta = 1, Cumulative = 2;

    private static readonly double[] Bounds = [10, 20, 50];

    [Fact]
    public async Task A_rate_is_the_same_from_cumulative_and_delta_points()
    {
        double?[] expected = [null, 2, 2, 5, 5, null];

        Assert.Equal(expected, await ValuesAsync(Points.Sum("m", Cumulative, true, Points.Number(10, 20, 20), Points.Number(10, 30, 40), Points.Number(10, 50, 140)), 0, 60, "rate"));
        Assert.Equal(expected, await ValuesAsync(Points.Sum("m", Delta, true, Points.Number(10, 20, 20), Points.Number(20, 30, 20), Points.Number(30, 50, 100)), 0, 60, "rate"));
    }

    [Fact]
    public async Task A_sender_that_starts_again_begins_at_zero()
    {
        Assert.Equal([null, 2, 1, 3, 3, null], await ValuesAsync(Points.Sum("m", Cumulative, true, Points.Number(10, 20, 20), Points.Number(20, 30, 10), Points.Number(20, 50, 70)), 0, 60, "rate"));
        Assert.Equal([null, null, 1, 3, 3, null], await ValuesAsync(Points.Sum("m", Cumulative, true, Points.Number(0, 20, 20), Points.Number(0, 30, 10), Points.Number(0, 50, 70)), 0, 60, "rate"));
        Assert.Equal([null, null, 20.0, 10.0], (await ValuesAsync(Points.Sum("m", Cumulative, true, Points.Number(10, 20, 20), Points.Number(20, 30, 10), Points.Number(20, 50, 70)), 0, 60, "total"))[..4]);
    }

    [Fact]
    public async Task A_rate_between_two_points_goes_to_the_steps_between_them_also_when_it_began_before()
    {
        Assert.Equal([4.0, 4.0, null], await ValuesAsync(Points.Sum("m", Cumulative, true, Points.Number(1, 10, 100), Points.Number(1, 50, 260)), 30, 60, "rate"));
    }

    [Fact]
    public async Task Rates_of_several_series_add_up_or_are_told_apart()
    {
        var sum = Points.Sum("m", Cumulative, true, Points.Number(10, 20, 20, "tea"), Points.Number(10, 20, 50, "milk"), Points.Number(10, 30, 40, "tea"));

        Assert.Equal([null, 7, 2], await ValuesAsync(sum, 0, 30, "rate"));
        var answer = await AskAsync(sum, Query(0, 30, "rate") with { GroupBy = ["of"] });
        Assert.Equal(["milk: ,5,", "tea: ,2,2"], answer.Groups.Select(group => $"{group.Dimensions["of"]}: {string.Join(',', group.Values[0].Value)}"));
        Assert.Equal([null, 2, 2], (await AskAsync(sum, Query(0, 30, "rate") with { Dimensions = [new("of", ["tea"])] })).Groups[0].Values[0].Value);
        var largest = await AskAsync(sum, Query(0, 30, "rate") with { GroupBy = null, Limit = 1 });
        Assert.Equal((2, "milk"), (largest.GroupCount, Assert.Single(largest.Groups).Dimensions["of"]));
    }

    [Fact]
    public async Task A_level_holds_until_the_next_point()
    {
        var gauge = Points.Gauge("m", Points.Number(0, 5, 10, "a"), Points.Number(0, 6, 20, "a"), Points.Number(0, 35, 40, "a"), Points.Number(0, 15, 100, "b"), Points.Number(0, 25, 100, "b"));

        Assert.Equal([15.0, 60, 60, 70, 40, 40], await ValuesAsync(gauge, 0, 60, "avg"));
        Assert.Equal([20.0, 120, 120, 140, 40, 40], await ValuesAsync(gauge, 0, 60, "sum"));
        Assert.Equal([10.0, 20, 20, 40, 40, 40], await ValuesAsync(gauge, 0, 60, "min"));
        Assert.Equal([20.0, 100, 100, 100, 40, 40], await ValuesAsync(gauge, 0, 60, "max"));
    }

    [Fact]
    public async Task Changes_of_an_up_down_counter_add_up_to_its_level_also_those_before_the_time()
    {
        var sum = Points.Sum("m", Delta, false, Points.Number(1, 5, 10), Points.Number(5, 15, -4), Points.Number(15, 25, 1));

        Assert.Equal([6.0, 7, 7], await ValuesAsync(sum, 10, 40, "sum"));
    }

    [Fact]
    public async Task Percentiles_come_from_the_growth_of_the_buckets()
    {
        var cumulative = Points.Histogram("m", Cumulative, Points.Buckets(10, 20, 150, Bounds, 10, 0, 0, 0), Points.Buckets(10, 30, 3150, Bounds, 10, 10, 80, 10));
        var delta = Points.Histogram("m", Delta, Points.Buckets(10, 20, 150, Bounds, 10, 0, 0, 0), Points.Buckets(20, 30, 3000, Bounds, 0, 10, 80, 10));
        foreach (var histogram in new[] { cumulative, delta })
        {
            Assert.Equal([null, 5, 35], await ValuesAsync(histogram, 0, 30, "p50"));
            Assert.Equal([null, 9, 50], await ValuesAsync(histogram, 0, 30, "p90"));
            Assert.Equal([null, 9.9, 50], await ValuesAsync(histogram, 0, 30, "p99")); // The last bucket has no end.
            Assert.Equal([null, 10, 100], await ValuesAsync(histogram, 0, 30, "count"));
            Assert.Equal([null, 15, 30], await ValuesAsync(histogram, 0, 30, "avg"));
            Assert.Equal([null, 1, 10], await ValuesAsync(histogram, 0, 30, "rate"));
        }
    }

    [Fact]
    public async Task Exponential_buckets_are_brought_to_the_coarser_scale()
    {
        // Scale 0: (1,2], (2,4], (4,8]. Scale 1 halves each of them.
        var histogram = Points.Exponential("m", Cumulative, Points.ExponentialBuckets(10, 20, scale: 1, offset: 2, 4, 4), Points.ExponentialBuckets(10, 30, scale: 0, offset: 0, 100, 8, 100));

        Assert.Equal([null, 8, 200], await ValuesAsync(histogram, 0, 30, "count"));
        Assert.Equal([2.0, 4.0], [(await ValuesAsync(histogram, 0, 30, "min"))[1], (await ValuesAsync(histogram, 0, 30, "max"))[1]]);
        Assert.Equal(2, (await ValuesAsync(histogram, 0, 30, "p50"))[2]);
        Assert.Equal(7.2, (await ValuesAsync(histogram, 0, 30, "p90"))[2]);
    }

    [Fact]
    public async Task Series_of_very_different_size_do_not_make_millions_of_buckets()
    {
        var histogram = Points.Exponential("m", Delta, Points.ExponentialBuckets(10, 20, scale: 20, offset: -500_000_000, 1), Points.ExponentialBuckets(20, 21, scale: 20, offset: 500_000_000, 1));

        Assert.Equal([null, 2.0], (await ValuesAsync(histogram, 0, 60, "count", points: 2)).Select(value => value is null ? (double?)null : Math.Round(value.Value)).Prepend(null).Take(2));
    }

    [Fact]
    public async Task A_summary_tells_the_quantiles_that_were_sent()
    {
        var summary = Points.Summary("m", Points.Quantiles(10, 20, 10, 100, (0.5, 7), (0.99, 30)), Points.Quantiles(10, 30, 30, 700, (0.5, 8), (0.99, 40)));

        Assert.Equal([null, null, 7.0, 8.0], await ValuesAsync(summary, 0, 40, "p50"));
        Assert.Equal([null, null, null, null], await ValuesAsync(summary, 0, 40, "p90"));
        Assert.Equal([null, 1.0, 2.0, null], await ValuesAsync(summary, 0, 40, "rate"));
        Assert.Equal([null, 10.0, 30.0, null], await ValuesAsync(summary, 0, 40, "avg"));
    }

    [Fact]
    public void Buckets_that_contradict_themselves_are_rejected()
    {
        var decoded = new MetricDecoder(new Sources(), new KnownSeries()).Decode(Points.Request("api", "Shop", Points.Histogram("m", Delta,
            Points.Buckets(1, 2, 3, [10, 20], 1, 2),
            Points.Buckets(1, 2, 3, [20, 10], 1, 2, 3),
            Points.Buckets(1, 2, 3, [10, 20], 1, 2, 3))));

        Assert.Equal((1, 2, "The bounds of a histogram have to grow."), (decoded.Items.Count, decoded.Rejected, decoded.Reason));
    }

    [Fact]
    public async Task The_oldest_points_of_the_noisiest_service_make_room()
    {
        await using var temporary = new TemporaryStore(mostBytes: 15_000);
        var (sources, series) = (new Sources(), new KnownSeries());
        await AddAsync("quiet", time: 10);
        for (var time = 10; time <= 2000; time += 10)
            await AddAsync("noisy", time);

        var counts = temporary.Store.Counts;
        Assert.Equal(201, counts.Points / 3 + counts.DroppedPoints / 3);
        Assert.InRange(counts.Points / 3, 20, 180);
        var instruments = temporary.Store.Ask(reader => reader.Instruments(null, null, null));
        Assert.Equal(["noisy", "quiet"], instruments.Select(instrument => instrument.Instrument.Service));
        Assert.Equal(((long)Points.Time(2000), (long)Points.Time(10)), (instruments[0].Last, instruments[1].Last));
        Assert.InRange(instruments[0].First, (long)Points.Time(20), (long)Points.Time(1990));

        Task AddAsync(string service, int time) => temporary.Store.AddAsync(
            new MetricDecoder(sources, series).Decode(Points.Request(service, "Shop", Points.Sum("m", Cumulative, true, [.. new[] { "a", "b", "c" }.Select(of => Points.Number(1, time, time, of))]), Points.Gauge("none"))).Items,
            RunningDashboard.Limit);
    }

    private static MetricQuery Query(double from, double to, string aggregate) => new()
    {
        Service = "api",
        Meter = "Shop",
        Instrument = "m",
        From = (long)Points.Time(from),
        To = (long)Points.Time(to),
        Points = (int)(to - from) / 10,
        Aggregates = [aggregate],
    };

    private static async Task<double?[]> ValuesAsync(Message metric, double from, double to, string aggregate, int? points = null) =>
        [.. Assert.Single((await AskAsync(metric, Query(from, to, aggregate) is var query && points is { } most ? query with { Points = most } : Query(from, to, aggregate))).Groups).Values[0].Value.Select(value => value is { } number ? Math.Round(number, 6) : value)];

    private static async Task<MetricAnswer> AskAsync(Message metric, MetricQuery query)
    {
        await using var temporary = new TemporaryStore();
        var decoded = new MetricDecoder(new Sources(), new KnownSeries()).Decode(Points.Request("api", "Shop", metric));
        Assert.Equal(0, decoded.Rejected);
        await temporary.Store.AddAsync(decoded.Items, RunningDashboard.Limit);
        return temporary.Store.Ask(reader => reader.Ask(query, RunningDashboard.Limit))!;
    }
}
