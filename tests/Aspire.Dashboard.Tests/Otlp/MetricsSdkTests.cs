using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Tests.Running;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace Aspire.Dashboard.Tests.Otlp;

/// <summary>What OpenTelemetry's SDK measures is what the API tells.</summary>
public sealed class MetricsSdkTests
{
    private static readonly DashboardOptions Open = new() { BrowserToken = RunningDashboard.Token, OtlpGrpcUrl = "http://localhost:0", OtlpHttpUrl = "http://localhost:0" };

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc, MetricReaderTemporalityPreference.Cumulative)]
    [InlineData(OtlpExportProtocol.HttpProtobuf, MetricReaderTemporalityPreference.Delta)]
    public async Task Each_kind_of_instrument_is_told_with_what_it_measured(OtlpExportProtocol protocol, MetricReaderTemporalityPreference temporality)
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);
        using var api = new MeasuringService("api", replica: 1, running, protocol, temporality);
        var placed = api.Meter.CreateCounter<long>("orders.placed", "{order}", "Orders that were placed.");
        var open = api.Meter.CreateUpDownCounter<int>("carts.open");
        api.Meter.CreateObservableGauge("warehouse.temperature", () => 21.5, "Cel");
        var duration = api.Meter.CreateHistogram("request.duration", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.. Enumerable.Range(1, 10).Select(tenth => tenth / 10.0)] });
        var size = api.Meter.CreateHistogram<double>("payload.size", "By");
        for (var round = 1; round <= 2; round++)
        {
            placed.Add(3, new("country", "NZ"), new("express", true));
            placed.Add(round, new("express", false), new("country", "DE"));
            open.Add(5);
            open.Add(-2);
            for (var value = 1; value <= 100; value++)
            {
                duration.Record(value * 0.01);
                size.Record(value * 1000);
            }
            api.Flush();
        }

        var meter = Assert.Single((await GetAsync(running, "/api/metrics")).GetProperty("services")[0].GetProperty("meters").EnumerateArray());
        var instruments = meter.GetProperty("instruments").EnumerateArray().ToDictionary(instrument => Text(instrument, "name"));
        var isDelta = temporality == MetricReaderTemporalityPreference.Delta;
        Assert.Equal(
            ["carts.open: Sum Cumulative False", "orders.placed: Sum X True", "payload.size: ExponentialHistogram X ", "request.duration: Histogram X ", "warehouse.temperature: Gauge  "],
            instruments.Values.Select(instrument => $"{Text(instrument, "name")}: {Text(instrument, "kind")} {Text(instrument, "temporality").Replace(isDelta ? "Delta" : "Cumulative", Text(instrument, "name").StartsWith("carts", StringComparison.Ordinal) ? "Cumulative" : "X", StringComparison.Ordinal)} {instrument.GetProperty("isMonotonic")}").Order(StringComparer.Ordinal));
        var counter = instruments["orders.placed"];
        Assert.Equal(("Orders that were placed.", "{order}", 2), (Text(counter, "description"), Text(counter, "unit"), counter.GetProperty("seriesCount").GetInt32()));
        Assert.Equal(
            """[{"name":"country","values":["DE","NZ"],"isComplete":true},{"name":"express","values":["false","true"],"isComplete":true},{"name":"service.instance.id","values":["api-1"],"isComplete":true}]""",
            counter.GetProperty("dimensions").GetRawText());

        Assert.Equal(9, await SumAsync("orders.placed", "aggregate=increase"), 6);
        Assert.Equal(6, await SumAsync("orders.placed", "aggregate=increase&dimension.country=NZ"), 6);
        Assert.Equal(9, await SumAsync("orders.placed", "aggregate=increase&dimension.country=NZ&dimension.country=DE&dimension.service.instance.id=api-1"), 6);
        Assert.Equal(9, await LastAsync("orders.placed", "total"), 6);
        Assert.Equal(6, await LastAsync("carts.open", "sum"), 6);
        Assert.Equal(21.5, await LastAsync("warehouse.temperature", "avg"), 6);
        Assert.Equal(200, await SumAsync("request.duration", "aggregate=count"), 6);
        Assert.Equal(101, await SumAsync("request.duration", "aggregate=sum"), 6);
        Assert.Equal(0.505, await LastAsync("request.duration", "avg"), 6);
        Assert.InRange(await LastAsync("request.duration", "p50"), 0.499, 0.501);
        Assert.InRange(await LastAsync("payload.size", "p50"), 49_000, 52_000);
        Assert.InRange(await LastAsync("payload.size", "p99"), 97_000, 101_000);

        var groups = (await SeriesAsync("orders.placed", "groupBy=country&aggregate=increase,rate")).GetProperty("groups");
        Assert.Equal(["NZ", "DE"], groups.EnumerateArray().Select(group => Text(group.GetProperty("dimensions"), "country")));
        Assert.Equal(["increase", "rate"], groups[0].GetProperty("values").EnumerateObject().Select(values => values.Name));
        var each = (await SeriesAsync("orders.placed", "groupBy=*")).GetProperty("groups")[0];
        Assert.Equal("""{"country":"NZ","express":"true","service.instance.id":"api-1"}""", each.GetProperty("dimensions").GetRawText());

        Task<JsonElement> SeriesAsync(string instrument, string query) => GetAsync(running, $"/api/metrics/series?service=api&meter={Text(meter, "name")}&instrument={instrument}&{query}");

        async Task<double> SumAsync(string instrument, string query) => Numbers(await SeriesAsync(instrument, query)).Sum();

        async Task<double> LastAsync(string instrument, string aggregate) => Numbers(await SeriesAsync(instrument, $"aggregate={aggregate}")).Last();
    }

    [Fact]
    public async Task An_exemplar_leads_to_the_trace_that_it_was_measured_in()
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);
        using var api = new MeasuringService("api", replica: 1, running, OtlpExportProtocol.Grpc, MetricReaderTemporalityPreference.Cumulative);
        var duration = api.Meter.CreateHistogram<double>("request.duration", "s");
        string traceId, spanId;
        using (var request = api.Activities.StartActivity("GET /cart")!)
        {
            (traceId, spanId) = (request.TraceId.ToHexString(), request.SpanId.ToHexString());
            duration.Record(0.3, new KeyValuePair<string, object?>("http.route", "/cart"));
        }
        api.Flush();

        var answer = await GetAsync(running, $"/api/metrics/series?service=api&meter={api.Meter.Name}&instrument=request.duration");

        var exemplar = Assert.Single(answer.GetProperty("exemplars").EnumerateArray());
        Assert.Equal((traceId, spanId, 0.3), (Text(exemplar, "traceId"), Text(exemplar, "spanId"), exemplar.GetProperty("value").GetDouble()));
        Assert.Equal("/cart", Text(exemplar.GetProperty("dimensions"), "http.route"));
    }

    [Fact]
    public async Task Replicas_are_told_as_one_or_apart_and_who_follows_hears_of_new_points()
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);
        using var events = await EventReader.OpenAsync(running.Client, "/api/telemetry/stream");
        var first = await events.ReadAsync();
        var meters = new List<string>();
        for (var replica = 1; replica <= 2; replica++)
        {
            using var api = new MeasuringService("api", replica, running, OtlpExportProtocol.Grpc, MetricReaderTemporalityPreference.Cumulative);
            api.Meter.CreateCounter<long>("orders.placed").Add(replica);
            api.Flush();
            meters.Add(api.Meter.Name);
        }

        var next = await events.ReadAsync();
        Assert.Equal(0, first.Data.GetProperty("points").GetInt64());
        Assert.InRange(next.Data.GetProperty("points").GetInt64(), 1, 4); // A meter of the SDK's own may be among them.
        Assert.Equal(first.Sequence + 1, next.Sequence);
        var list = await GetAsync(running, $"/api/metrics?meter={meters[1]}");
        Assert.Equal("api-2", list.GetProperty("services")[0].GetProperty("meters")[0].GetProperty("instruments")[0].GetProperty("dimensions")[0].GetProperty("values")[0].GetString());
    }

    [Theory]
    [InlineData("service=api&meter=Shop&instrument=none", HttpStatusCode.NotFound, "GET /api/metrics lists")]
    [InlineData("service=api&meter=Shop", HttpStatusCode.BadRequest, "instrument is missing")]
    [InlineData("service=api&meter=Shop&instrument=x&from=yesterday", HttpStatusCode.BadRequest, "2026-03-14T09:26:53Z")]
    [InlineData("service=api&meter=Shop&instrument=x&points=0", HttpStatusCode.BadRequest, "from 1 to 2000")]
    [InlineData("service=api&meter=Shop&instrument=orders&aggregate=p50", HttpStatusCode.BadRequest, "rate, increase, total")]
    [InlineData("service=api&meter=Shop&instrument=orders&run=20260101-000000-000-abcd", HttpStatusCode.NotFound, "GET /api/runs")]
    public async Task What_makes_no_sense_is_answered_with_what_would(string query, HttpStatusCode status, string detail)
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);
        using var sender = new HttpClient { BaseAddress = new Uri(running.Dashboard.OtlpHttpUrl!) };
        using var content = new ByteArrayContent(Points.Request("api", "Shop", Points.Sum("orders", temporality: 2, isMonotonic: true, Points.Number(start: 0, time: 10, value: 1))));
        content.Headers.ContentType = new("application/x-protobuf");
        Assert.Equal(HttpStatusCode.OK, (await sender.PostAsync("/v1/metrics", content, RunningDashboard.Limit)).StatusCode);

        using var answer = await running.Client.GetAsync("/api/metrics/series?" + query, RunningDashboard.Limit);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(detail, Text(await answer.Content.ReadFromJsonAsync<JsonElement>(RunningDashboard.Limit), "detail"), StringComparison.Ordinal);
    }

    private static IEnumerable<double> Numbers(JsonElement answer) => Assert.Single(answer.GetProperty("groups").EnumerateArray())
        .GetProperty("values").EnumerateObject().Single().Value.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.Number).Select(value => value.GetDouble());

    private static async Task<JsonElement> GetAsync(RunningDashboard running, string path) =>
        await running.Client.GetFromJsonAsync<JsonElement>(path, RunningDashboard.Limit);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
