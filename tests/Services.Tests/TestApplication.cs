using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Services.Tests.Telemetry;

namespace Services.Tests;

/// <summary>An application that a test composes of clients and configuration, as a service does.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private readonly IHost _host;

    private readonly List<Metric> _metrics;

    private TestApplication(IHost host, TracedSpans spans, List<Metric> metrics)
    {
        _host = host;
        _metrics = metrics;
        Spans = spans;
    }

    internal IServiceProvider Services => _host.Services;

    internal TracedSpans Spans { get; }

    /// <summary>A builder with nothing but the given configuration.</summary>
    internal static HostApplicationBuilder Builder(params (string Key, string? Value)[] configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug));
        return builder;
    }

    internal static async Task<TestApplication> StartAsync(
        Action<HostApplicationBuilder> compose, params (string Key, string? Value)[] configuration)
    {
        var builder = Builder(configuration);
        var spans = new TracedSpans();
        List<Metric> metrics = [];
        compose(builder);
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(TracedRequest.SourceName).SetSampler(new AlwaysOnSampler()).AddProcessor(spans))
            .WithMetrics(meters => meters.AddInMemoryExporter(metrics));
        var host = builder.Build();
        await host.StartAsync();
        return new TestApplication(host, spans, metrics);
    }

    internal T Get<T>(string? key = null) where T : notnull
        => key is null ? Services.GetRequiredService<T>() : Services.GetRequiredKeyedService<T>(key);

    internal async Task<HealthReport> CheckHealthAsync() => await Get<HealthCheckService>().CheckHealthAsync();

    /// <summary>The names of the instruments that the application has measured something with.</summary>
    internal IReadOnlyCollection<string> CollectMetrics()
    {
        _metrics.Clear();
        Get<MeterProvider>().ForceFlush();
        return [.. _metrics.Select(metric => metric.Name).Distinct()];
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
