using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Services.Tests.ServiceDefaults;

public sealed class TelemetryTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_metrics_and_traces_arrive_at_the_endpoint_that_is_configured()
    {
        await using var collector = await Collector.StartAsync();
        await using var service = await RunningService.StartAsync(
            builder =>
            {
                builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
                builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
                builder.Configuration["OTEL_BSP_SCHEDULE_DELAY"] = "100";
                builder.Configuration["OTEL_BLRP_SCHEDULE_DELAY"] = "100";
                builder.Configuration["OTEL_METRIC_EXPORT_INTERVAL"] = "100";
            },
            app => app.MapGet("/work", (ILogger<TelemetryTests> logger) => logger.LogInformation("Worked on {Thing}", "tea")));

        (await service.Client.GetAsync("/work", Cancel)).Dispose();

        await collector.WaitForAsync("/v1/logs", "Worked on tea");
        await collector.WaitForAsync("/v1/traces", "GET /work");
        await collector.WaitForAsync("/v1/metrics", "http.server.request.duration");
        await collector.WaitForAsync("/v1/metrics", "dotnet.gc.collections");
    }

    [Fact]
    public async Task Without_an_endpoint_no_exporter_is_taken_so_a_service_may_bring_its_own()
    {
        var exported = new List<Activity>();
        await using var service = await RunningService.StartAsync(builder =>
        {
            builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = "";
            builder.Services.AddOpenTelemetry().UseOtlpExporter();   // allowed once
            builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddInMemoryExporter(exported));
        });

        Assert.NotNull(service.Services.GetRequiredService<TracerProvider>());
    }

    /// <summary>Takes what is sent by OTLP over HTTP, as it is.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly ConcurrentQueue<(string Path, string Body)> _received = new();
        private readonly SemaphoreSlim _arrived = new(0);

        private Collector(WebApplication app) => _app = app;

        public string Address => _app.Urls.Single();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var collector = new Collector(app);
            app.MapPost("/v1/{signal}", collector.TakeAsync);
            await app.StartAsync(Cancel);
            return collector;
        }

        public async Task WaitForAsync(string path, string text)
        {
            while (!_received.Any(message => message.Path == path && message.Body.Contains(text, StringComparison.Ordinal)))
            {
                Assert.True(await _arrived.WaitAsync(Limit, Cancel),
                    $"No '{text}' arrived at {path}, only: {string.Join(", ", _received.Select(message => $"{message.Path} ({message.Body.Length} bytes)"))}");
            }
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task TakeAsync(HttpContext context)
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            _received.Enqueue((context.Request.Path, await reader.ReadToEndAsync(Cancel)));
            _arrived.Release();
        }
    }
}
