using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Services.Tests.Telemetry;

namespace Services.Tests.ServiceDefaults;

public sealed class TelemetryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_metrics_and_traces_arrive_at_the_endpoint_that_is_configured()
    {
        await using var collector = await OtlpCollector.StartAsync();
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

        await collector.WaitForTextAsync("/v1/logs", "Worked on tea");
        await collector.WaitForTextAsync("/v1/traces", "GET /work");
        await collector.WaitForTextAsync("/v1/metrics", "http.server.request.duration");
        await collector.WaitForTextAsync("/v1/metrics", "dotnet.gc.collections");
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
}
