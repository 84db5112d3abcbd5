using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aspire.Dashboard.Tests.Running;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Aspire.Dashboard.Tests.Otlp;

/// <summary>A service that sends its metrics with OpenTelemetry's own SDK.</summary>
internal sealed class MeasuringService : IDisposable
{
    private readonly MeterProvider _metering;
    private readonly ActivityListener _listener;

    internal MeasuringService(string name, int replica, RunningDashboard running, OtlpExportProtocol protocol, MetricReaderTemporalityPreference temporality)
    {
        Meter = new Meter($"Shop.{Guid.NewGuid():N}");
        Activities = new ActivitySource(Meter.Name);
        _listener = new ActivityListener { ShouldListenTo = source => source == Activities, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(_listener);
        _metering = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService(name, serviceInstanceId: $"{name}-{replica}"))
            .AddMeter(Meter.Name)
            .SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddView("payload.size", new Base2ExponentialBucketHistogramConfiguration())
            .AddOtlpExporter((export, reader) =>
            {
                export.Protocol = protocol;
                export.Endpoint = protocol == OtlpExportProtocol.Grpc ? new Uri(running.Dashboard.OtlpGrpcUrl!) : new Uri($"{running.Dashboard.OtlpHttpUrl}/v1/metrics");
                reader.TemporalityPreference = temporality;
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = 3_600_000; // The test says when.
            })
            .Build();
    }

    internal Meter Meter { get; }

    internal ActivitySource Activities { get; }

    /// <summary>Sends what there is.</summary>
    internal void Flush() => Assert.True(_metering.ForceFlush(30_000));

    public void Dispose()
    {
        _metering.Dispose();
        _listener.Dispose();
        Activities.Dispose();
        Meter.Dispose();
    }
}
