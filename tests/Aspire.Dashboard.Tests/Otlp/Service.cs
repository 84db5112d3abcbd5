using System.Diagnostics;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Aspire.Dashboard.Tests.Otlp;

/// <summary>A service that sends its telemetry with OpenTelemetry's own SDK.</summary>
internal sealed class Service : IDisposable
{
    private readonly TracerProvider _tracing;
    private readonly ILoggerFactory _logging;

    internal Service(string name, RunningDashboard running, OtlpExportProtocol protocol, string? apiKey = null)
    {
        Activities = new ActivitySource($"{name}.{Guid.NewGuid():N}");
        var resource = ResourceBuilder.CreateEmpty().AddService(name, serviceInstanceId: $"{name}-1");
        _tracing = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(Activities.Name)
            .AddOtlpExporter(export => Configure(export, "traces"))
            .Build();
        _logging = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.SetResourceBuilder(resource);
            options.AddOtlpExporter(export => Configure(export, "logs"));
        }));

        void Configure(OtlpExporterOptions export, string signal)
        {
            export.Protocol = protocol;
            export.Endpoint = protocol == OtlpExportProtocol.Grpc ? new Uri(running.Dashboard.OtlpGrpcUrl!) : new Uri($"{running.Dashboard.OtlpHttpUrl}/v1/{signal}");
            if (apiKey is not null)
                export.Headers = $"x-otlp-api-key={apiKey}";
        }
    }

    internal ActivitySource Activities { get; }

    internal ILogger Logger(string category) => _logging.CreateLogger(category);

    /// <summary>Sends what there is. Whether it arrived, one asks the dashboard.</summary>
    internal void Flush() => _tracing.ForceFlush();

    public void Dispose()
    {
        _tracing.Dispose();
        _logging.Dispose();
        Activities.Dispose();
    }
}
