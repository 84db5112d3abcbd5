using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Page;
using Aspire.Dashboard.Tests.Running;
using OpenTelemetry.Exporter;

namespace Aspire.Dashboard.Tests;

/// <summary>What is made of many spans: the map, comparisons, findings, histograms.</summary>
public sealed class AnalysisApiTests
{
    [Fact]
    public async Task The_map_shows_services_and_servers_and_who_called_whom()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Some.Cache);
        OrderTrace.Send(running, orders: 8);

        var map = await GetAsync(running, "/api/map");

        var edges = map.GetProperty("edges").EnumerateArray().Select(edge => $"{Text(edge, "from")} -> {Text(edge, "to")}: {Number(edge, "count")}, {Number(edge, "errors")} failed");
        Assert.Equal(
            [
                "service:api -> cache:redis: 8, 0 failed",
                "service:api -> database:postgresql: 16, 2 failed",
                "service:api -> service:worker: 8, 0 failed",
                "service:worker -> database:postgresql: 8, 0 failed",
            ],
            edges);
        var worker = map.GetProperty("nodes").EnumerateArray().Single(node => Text(node, "id") == "service:worker");
        Assert.Equal(("service", "worker", 8), (Text(worker, "kind"), Text(worker, "name"), Number(worker, "count")));
        Assert.InRange(worker.GetProperty("p95Ns").GetInt64(), 23_000_000, 32_000_000);
        Assert.True(map.GetProperty("isComplete").GetBoolean());
        Assert.InRange(map.GetProperty("nodes")[0].GetProperty("perSecond").GetDouble(), 0.5, 3);
    }

    [Fact]
    public async Task The_map_of_a_time_leaves_out_what_was_before_and_a_broker_stands_between_who_sends_and_who_takes()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Some.Cache);
        OrderTrace.Send(running, orders: 1);
        using (var api = new Service("api", running, OtlpExportProtocol.Grpc))
        using (var worker = new Service("worker", running, OtlpExportProtocol.Grpc))
        {
            using var send = api.Activities.StartActivity("orders send", ActivityKind.Producer)!;
            send.SetTag("messaging.system", "kafka");
            worker.Activities.StartActivity("orders process", ActivityKind.Consumer, send.Context)!.SetTag("messaging.system", "kafka").Dispose();
            api.Activities.StartActivity("GET", ActivityKind.Client)!.SetTag("server.address", "weather.example").SetTag("server.port", 443).Dispose();
        }

        var map = await GetAsync(running, $"/api/map?from={Uri.EscapeDataString(Some.Start.AddDays(1).ToString("O"))}");

        Assert.Equal(
            ["messaging:kafka -> service:worker", "service:api -> messaging:kafka", "service:api -> server:weather.example:443"],
            map.GetProperty("edges").EnumerateArray().Select(edge => $"{Text(edge, "from")} -> {Text(edge, "to")}"));
    }

    [Fact]
    public async Task Two_runs_are_compared_operation_by_operation()
    {
        using var folder = new TemporaryFolder();
        var options = OrderTrace.TakesTelemetry with { Telemetry = new TelemetryOptions { Folder = folder.Path } };
        string before;
        await using (var first = await RunningDashboard.StartAsync(options, Some.Cache))
        {
            OrderTrace.Send(first, orders: 4);
            before = await CurrentAsync(first);
        }
        await using var running = await RunningDashboard.StartAsync(options, Some.Cache);
        OrderTrace.Send(running, orders: 2);
        using (var api = new Service("api", running, OtlpExportProtocol.Grpc))
            api.Activities.StartActivity("GET /cart", ActivityKind.Server)!.Dispose();

        var path = $"/api/compare?a={before}&b={await CurrentAsync(running)}";
        var comparison = await GetAsync(running, path);

        Assert.Equal(["api GET /cart", "api POST /orders", "worker orders process"], Operations(comparison));
        Assert.Equal(JsonValueKind.Null, comparison.GetProperty("items")[0].GetProperty("a").ValueKind);
        var orders = comparison.GetProperty("items")[1];
        Assert.Equal((4, 2), (Number(orders.GetProperty("a"), "count"), Number(orders.GetProperty("b"), "count")));
        Assert.Equal((0, 0, 3.0), (Number(orders.GetProperty("a"), "errors"), Number(orders.GetProperty("b"), "errors"), orders.GetProperty("a").GetProperty("queriesPerRequest").GetDouble()));
        var page = await GetAsync(running, path + "&limit=2");
        Assert.Equal(["worker orders process"], Operations(await GetAsync(running, $"{path}&limit=2&after={Uri.EscapeDataString(Text(page, "next"))}")));

        static string[] Operations(JsonElement comparison) => [.. comparison.GetProperty("items").EnumerateArray().Select(item => $"{Text(item, "resource")} {Text(item, "operation")}")];
    }

    [Fact]
    public async Task A_trace_tells_of_queries_in_a_loop_of_duplicates_and_of_entries_that_never_expire()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Some.Cache);
        string traceId;
        using (var api = new Service("api", running, OtlpExportProtocol.Grpc))
        {
            using var request = api.Activities.StartActivity("GET /orders", ActivityKind.Server)!;
            traceId = request.TraceId.ToHexString();
            for (var row = 1; row <= 6; row++)
                Call("postgresql", $"SELECT name FROM products WHERE id = {row} AND kind = 'tea'");
            for (var row = 1; row <= 2; row++)
            {
                Call("postgresql", "SELECT rate FROM taxes WHERE country = 'NZ'");
                Call("postgresql", "SELECT name FROM customers WHERE id = $1"); // Perhaps another one.
            }
            Call("redis", "SET cart:1 ...");
            Call("redis", "SET cart:2 ... EX 60");
            Call("redis", null).SetTag("db.operation.name", "SETEX");

            Activity Call(string system, string? statement)
            {
                using var call = api.Activities.StartActivity("call", ActivityKind.Client)!;
                return call.SetTag("db.system.name", system).SetTag("db.query.text", statement);
            }
        }

        var findings = (await GetAsync(running, $"/api/traces/{traceId}")).GetProperty("findings").EnumerateArray().ToList();

        Assert.Equal(
            ["RepeatedQuery 6 SELECT name FROM products WHERE id = ? AND kind = ?", "DuplicateQuery 2 SELECT rate FROM taxes WHERE country = 'NZ'", "NoExpiry 1 SET cart:1 ..."],
            findings.Select(finding => $"{Text(finding, "kind")} {finding.GetProperty("spanIds").GetArrayLength()} {Text(finding, "statement")}"));
        Assert.All(findings, finding => Assert.True(finding.GetProperty("isCertain").GetBoolean()));
    }

    [Fact]
    public async Task What_could_be_better_is_told_for_some_traces_at_once()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Some.Cache);
        var quiet = OrderTrace.Send(running, orders: 1)[0];
        string busy;
        using (var api = new Service("api", running, OtlpExportProtocol.Grpc))
        {
            using var request = api.Activities.StartActivity("GET /orders", ActivityKind.Server)!;
            busy = request.TraceId.ToHexString();
            for (var time = 1; time <= 2; time++)
                api.Activities.StartActivity("call", ActivityKind.Client)!.SetTag("db.system.name", "postgresql").SetTag("db.query.text", "SELECT * FROM rates").Dispose();
        }

        var items = (await GetAsync(running, $"/api/traces/findings?traceId={quiet},{busy},{new string('f', 32)}")).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal([quiet, busy], items.Select(item => Text(item, "traceId")));
        Assert.Equal([0, 1], items.Select(item => item.GetProperty("findings").GetArrayLength()));
        Assert.Equal("DuplicateQuery", Text(items[1].GetProperty("findings")[0], "kind"));
        using var refused = await running.Client.GetAsync("/api/traces/findings", RunningDashboard.Limit);
        Assert.Contains("names 0 traces; it names from 1 to 100", await refused.Content.ReadAsStringAsync(RunningDashboard.Limit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_without_anything_to_say_has_no_findings()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Some.Cache);
        var trace = OrderTrace.Send(running, orders: 1)[0];

        Assert.Empty((await GetAsync(running, $"/api/traces/{trace}")).GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task The_histogram_counts_the_traces_that_the_list_shows()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Some.Cache);
        OrderTrace.Send(running, orders: 8);

        var all = await GetAsync(running, "/api/traces/histogram");
        var failed = await GetAsync(running, "/api/traces/histogram?errors=true");
        var early = await GetAsync(running, $"/api/traces/histogram?to={Some.Start.AddSeconds(3).ToUnixTimeMilliseconds()}");

        Assert.Equal((8, 2, 2, 2), (Number(all, "count"), Number(all, "errors"), Number(failed, "count"), Number(early, "count")));
        Assert.Equal(
            ["50000000 100000000 5 1", "100000000 200000000 3 1"],
            all.GetProperty("buckets").EnumerateArray().Select(bucket => $"{bucket.GetProperty("fromNs")} {bucket.GetProperty("toNs")} {bucket.GetProperty("count")} {bucket.GetProperty("errors")}"));
    }

    private static async Task<string> CurrentAsync(RunningDashboard running) =>
        Text((await GetAsync(running, "/api/runs")).GetProperty("items").EnumerateArray().Single(run => run.GetProperty("isCurrent").GetBoolean()), "id");

    private static Task<JsonElement> GetAsync(RunningDashboard running, string path) => running.Client.GetFromJsonAsync<JsonElement>(path, RunningDashboard.Limit);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
