using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;

namespace Aspire.Dashboard.Tests.Otlp;

/// <summary>What OpenTelemetry's SDK sends is what the API tells.</summary>
public sealed class SdkTests
{
    private static readonly DashboardOptions TakesTelemetry = new()
    {
        BrowserToken = RunningDashboard.Token,
        OtlpGrpcUrl = "http://localhost:0",
        OtlpHttpUrl = "http://localhost:0",
        OtlpApiKey = "the-key",
    };

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task A_trace_across_two_services_is_one_trace_with_all_that_was_said(OtlpExportProtocol protocol)
    {
        await using var running = await RunningDashboard.StartAsync(TakesTelemetry, Some.Replica(1));
        string traceId;
        using (var api = new Service("api", running, protocol, "the-key"))
        using (var worker = new Service("worker", running, protocol, "the-key"))
        {
            using var request = api.Activities.StartActivity("POST /orders", ActivityKind.Server)!;
            traceId = request.TraceId.ToHexString();
            request.SetTag("http.request.method", "POST").SetTag("http.response.status_code", 201).SetTag("ratio", 0.5).SetTag("retried", true).SetTag("items", new[] { "tea", "milk" });
            using (var consume = worker.Activities.StartActivity("orders process", ActivityKind.Consumer, request.Context, links: [new ActivityLink(request.Context)])!)
            {
                consume.AddException(new InvalidOperationException("Out of tea."));
                consume.SetStatus(ActivityStatusCode.Error, "Out of tea.");
            }
        }

        var summary = Assert.Single((await GetAsync(running, "/api/traces")).GetProperty("items").EnumerateArray());
        Assert.Equal(
            (traceId, "POST /orders", "api", 2, 1),
            (Text(summary, "traceId"), Text(summary, "name"), Text(summary, "resource"), summary.GetProperty("spanCount").GetInt32(), summary.GetProperty("errorCount").GetInt32()));

        var trace = await GetAsync(running, $"/api/traces/{traceId}");
        var (server, consumer) = (trace.GetProperty("spans")[0], trace.GetProperty("spans")[1]);
        Assert.Equal(("api", "api-1", "Server", 0L), (Text(server, "resource"), Text(server, "instance"), Text(server, "kind"), server.GetProperty("offsetNs").GetInt64()));
        Assert.Equal(
            """{"http.request.method":"POST","http.response.status_code":201,"ratio":0.5,"retried":true,"items":["tea","milk"]}""",
            server.GetProperty("attributes").GetRawText());
        Assert.Equal(("worker", "Consumer", Text(server, "spanId")), (Text(consumer, "resource"), Text(consumer, "kind"), Text(consumer, "parentSpanId")));
        Assert.Equal((true, "Out of tea."), (consumer.GetProperty("isError").GetBoolean(), Text(consumer, "statusMessage")));
        var thrown = consumer.GetProperty("events")[0];
        Assert.Equal(("exception", "Out of tea."), (Text(thrown, "name"), Text(thrown.GetProperty("attributes"), "exception.message")));
        Assert.InRange(thrown.GetProperty("offsetNs").GetInt64(), 0, trace.GetProperty("durationNs").GetInt64());
        Assert.Equal(Text(server, "spanId"), Text(consumer.GetProperty("links")[0], "spanId"));
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task A_log_record_keeps_its_fields_and_leads_to_its_trace(OtlpExportProtocol protocol)
    {
        await using var running = await RunningDashboard.StartAsync(TakesTelemetry, Some.Replica(1));
        string traceId;
        using (var api = new Service("api", running, protocol, "the-key"))
        {
            api.Logger("Api.Start").LogInformation("Ready");
            using var request = api.Activities.StartActivity("POST /orders")!;
            traceId = request.TraceId.ToHexString();
            api.Logger("Api.Orders").LogWarning("Order {Order} has {Count} items", "tea-1", 3);
        }

        var items = (await GetAsync(running, "/api/logs")).GetProperty("items");
        Assert.Equal(["Order tea-1 has 3 items", "Ready"], items.EnumerateArray().Select(item => Text(item, "message")));
        var log = items[0];
        Assert.Equal(("Warning", "Api.Orders", "api", traceId), (Text(log, "severity"), Text(log, "category"), Text(log, "resource"), Text(log, "traceId")));
        Assert.Equal(("tea-1", 3), (Text(log.GetProperty("attributes"), "Order"), log.GetProperty("attributes").GetProperty("Count").GetInt32()));

        Assert.Equal(1, await CountAsync($"/api/logs?traceId={traceId}"));
        Assert.Equal(1, await CountAsync("/api/logs?severity=warning"));
        Assert.Equal(1, await CountAsync("/api/logs?text=TEA-1"));
        Assert.Equal(2, await CountAsync("/api/logs?resource=api"));
        Assert.Equal(0, await CountAsync("/api/logs?resource=cache"));

        async Task<int> CountAsync(string path) => (await GetAsync(running, path)).GetProperty("items").GetArrayLength();
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc, null)]
    [InlineData(OtlpExportProtocol.HttpProtobuf, "another")]
    public async Task Without_the_key_nothing_is_taken(OtlpExportProtocol protocol, string? key)
    {
        await using var running = await RunningDashboard.StartAsync(TakesTelemetry, Some.Replica(1));

        using (var api = new Service("api", running, protocol, key))
            api.Activities.StartActivity("POST /orders")!.Dispose();

        Assert.Equal(0, (await GetAsync(running, "/api/telemetry")).GetProperty("spans").GetInt32());
    }

    [Fact]
    public async Task Who_follows_is_told_when_there_is_more()
    {
        await using var running = await RunningDashboard.StartAsync(TakesTelemetry, Some.Replica(1));
        using var events = await EventReader.OpenAsync(running.Client, "/api/telemetry/stream");
        Assert.Equal(0, (await events.ReadAsync()).Data.GetProperty("spans").GetInt32());

        using var api = new Service("api", running, OtlpExportProtocol.Grpc, "the-key");
        api.Activities.StartActivity("POST /orders")!.Dispose();
        api.Flush();

        Assert.Equal(1, (await events.ReadAsync()).Data.GetProperty("spans").GetInt32());
    }

    [Fact]
    public async Task Traces_are_found_by_what_is_asked_for_and_come_page_by_page()
    {
        await using var running = await RunningDashboard.StartAsync(TakesTelemetry, Some.Replica(1));
        using (var api = new Service("api", running, OtlpExportProtocol.Grpc, "the-key"))
        {
            for (var order = 1; order <= 5; order++)
            {
                using var request = api.Activities.StartActivity($"POST /orders/{order}")!;
                request.SetTag("order.customer", order == 2 ? "Zoë" : "Max");
                if (order == 4)
                    request.SetStatus(ActivityStatusCode.Error);
            }
        }

        Assert.Equal(["POST /orders/5", "POST /orders/4"], await NamesAsync("/api/traces?limit=2"));
        var next = (await GetAsync(running, "/api/traces?limit=2")).GetProperty("next").GetInt64();
        Assert.Equal(["POST /orders/3", "POST /orders/2"], await NamesAsync($"/api/traces?limit=2&before={next}"));
        Assert.Equal(["POST /orders/4"], await NamesAsync("/api/traces?errors=true"));
        Assert.Equal(["POST /orders/2"], await NamesAsync("/api/traces?text=" + Uri.EscapeDataString("zoë")));
        Assert.Equal(["POST /orders/3"], await NamesAsync("/api/traces?text=" + Uri.EscapeDataString("post /ORDERS/3")));
        Assert.Empty(await NamesAsync("/api/traces?resource=worker"));
        Assert.Empty(await NamesAsync("/api/traces?minDurationMs=60000"));

        async Task<string[]> NamesAsync(string path) =>
            [.. (await GetAsync(running, path)).GetProperty("items").EnumerateArray().Select(item => Text(item, "name")!)];
    }

    private static async Task<JsonElement> GetAsync(RunningDashboard running, string path) =>
        await running.Client.GetFromJsonAsync<JsonElement>(path, RunningDashboard.Limit);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
