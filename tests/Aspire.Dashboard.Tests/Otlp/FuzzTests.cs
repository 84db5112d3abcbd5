using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Aspire.Dashboard.Api;
using Aspire.Dashboard.Otlp.Json;
using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Metrics;
using Aspire.Dashboard.Tests.Running;
using Aspire.Dashboard.Tests.Telemetry;

namespace Aspire.Dashboard.Tests.Otlp;

/// <summary>Broken requests are refused or taken, and never do harm: no other exception, no hang, nothing that cannot be read again.</summary>
public sealed class FuzzTests
{
    private const int Attempts = 20_000;

    private static readonly byte[] AllMetrics = Points.Request("api", "Shop",
        Points.Gauge("g", Points.Number(0, 2, 1.5, "tea")),
        Points.Sum("s", 2, true, Points.Number(1, 2, 7), Points.Number(1, 3, 9)),
        Points.Histogram("h", 1, Points.Buckets(1, 2, 9, [10, 20], 1, 2, 3)),
        Points.Exponential("e", 1, Points.ExponentialBuckets(1, 2, 3, -4, 1, 2, 3)),
        Points.Summary("q", Points.Quantiles(1, 2, 3, 4, (0.5, 1), (0.99, 2))));

    [Fact]
    public async Task Mutated_metrics_are_refused_or_can_be_asked_about()
    {
        await using var temporary = new TemporaryStore();
        var (sources, series) = (new Sources(), new KnownSeries());
        var taken = new List<StoredPoint>();
        var refused = Mutate(AllMetrics, seed: 1, broken => taken.AddRange(new MetricDecoder(sources, series).Decode(broken).Items));
        Assert.InRange(refused, 1, Attempts - 1);

        await temporary.Store.AddAsync([.. taken.Where((_, index) => index % 10 == 0)], RunningDashboard.Limit);
        foreach (var instrument in temporary.Store.Ask(reader => reader.Instruments(null, null, null)).Take(300))
        {
            var query = new MetricQuery
            {
                Service = instrument.Instrument.Service,
                Meter = instrument.Instrument.Meter,
                Instrument = instrument.Instrument.Name,
                From = (long)Points.Time(0),
                To = (long)Points.Time(60),
                Points = 10,
                Aggregates = Aggregate.Of(instrument.Instrument),
            };
            var answer = temporary.Store.Ask(reader => reader.Ask(query, RunningDashboard.Limit));
            using var json = new Utf8JsonWriter(new ArrayBufferWriter<byte>());
            MetricsJson.Write(json, answer!);
        }
        Assert.Equal(0, temporary.Store.Counts.Lost);
    }

    [Theory]
    [InlineData(JsonTests.Trace, "traces")]
    [InlineData(JsonTests.Logs, "logs")]
    [InlineData(JsonTests.Metrics, "metrics")]
    public void Mutated_JSON_is_refused_or_taken(string sound, string signal)
    {
        var refused = Mutate(Encoding.UTF8.GetBytes(sound), seed: 2, broken =>
        {
            var message = signal switch { "traces" => OtlpMessages.Traces, "logs" => OtlpMessages.Logs, _ => OtlpMessages.Metrics };
            var wire = JsonTranscoder.ToWire(message, broken).Span;
            if (signal == "traces")
                new SpanDecoder(new Sources()).Decode(wire);
            else if (signal == "logs")
                new LogDecoder(new Sources()).Decode(wire);
            else
                new MetricDecoder(new Sources(), new KnownSeries()).Decode(wire);
        });
        Assert.InRange(refused, 1, Attempts - 1);
    }

    [Fact]
    public void Lengths_that_promise_more_than_there_is_and_nesting_without_end_are_refused_at_once()
    {
        var watch = Stopwatch.StartNew();
        foreach (var length in new ulong[] { 0x7fff_ffff, 0xffff_ffff, ulong.MaxValue >> 1, ulong.MaxValue })
        {
            var bomb = new ArrayBufferWriter<byte>();
            bomb.Write("\n"u8);
            for (var rest = length; ; rest >>= 7)
            {
                bomb.Write([(byte)(rest >= 0x80 ? rest | 0x80 : rest)]);
                if (rest < 0x80)
                    break;
            }
            Assert.Throws<WireFormatException>(() => new MetricDecoder(new Sources(), new KnownSeries()).Decode(bomb.WrittenSpan));
            Assert.Throws<WireFormatException>(() => new SpanDecoder(new Sources()).Decode(bomb.WrittenSpan));
            Assert.Throws<WireFormatException>(() => new LogDecoder(new Sources()).Decode(bomb.WrittenSpan));
        }
        var deep = """{"resourceSpans":""" + string.Concat(Enumerable.Repeat("[", 1_000_000));
        Assert.Throws<WireFormatException>(() => JsonTranscoder.ToWire(OtlpMessages.Traces, Encoding.UTF8.GetBytes(deep)));
        var values = """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":""" + string.Concat(Enumerable.Repeat("""{"arrayValue":{"values":[""", 18)) + string.Concat(Enumerable.Repeat("]}}", 18)) + "}]}]}]}";
        Assert.Throws<WireFormatException>(() => new LogDecoder(new Sources()).Decode(JsonTranscoder.ToWire(OtlpMessages.Logs, Encoding.UTF8.GetBytes(values)).Span));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    /// <summary>Tries many broken ones and counts those that are refused as such. Whatever else is thrown fails the test.</summary>
    private static int Mutate(byte[] sound, int seed, Action<byte[]> attempt)
    {
        var random = new Random(seed);
        var refused = 0;
        for (var number = 0; number < Attempts; number++)
        {
            var broken = sound.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
                broken[random.Next(broken.Length)] = random.Next(3) == 0 ? broken[random.Next(broken.Length)] : (byte)random.Next(256);
            if (random.Next(4) == 0)
                Array.Resize(ref broken, random.Next(broken.Length));
            try
            {
                attempt(broken);
            }
            catch (WireFormatException)
            {
                refused++;
            }
        }
        return refused;
    }
}
