using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Lets resources send their telemetry to the dashboard.</summary>
public static class OtlpConfigurationExtensions
{
    /// <summary>Lets the resource send its telemetry to the dashboard, by the protocol that the dashboard offers.</summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddOtlpEnvironment(builder.Resource, builder.ApplicationBuilder.Configuration, builder.ApplicationBuilder.Environment);
        return builder;
    }

    /// <summary>Adds the environment by which an OpenTelemetry SDK finds the dashboard. Without a dashboard that takes telemetry it adds nothing.</summary>
    public static void AddOtlpEnvironment(IResource resource, IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(environment);
        resource.Annotations.Add(new OtlpExporterAnnotation());
        resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
        {
            if (context.ExecutionContext.IsPublishMode || OtlpEndpoint.From(configuration) is not { } endpoint)
            {
                return;
            }

            var variables = context.EnvironmentVariables;
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = new HostUrl(endpoint.Url);
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = endpoint.Protocol;
            variables["OTEL_SERVICE_NAME"] = resource.Name;
            if (configuration[TelemetryKey.Setting] is { Length: > 0 } key)
            {
                variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
            }

            if (environment.IsDevelopment())
            {
                // One sees one's own request at once, not with the next full batch.
                variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
                variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
                variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
                variables["OTEL_TRACES_SAMPLER"] = "always_on";
                variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
            }
        }));
    }

    private sealed record OtlpEndpoint(string Url, string Protocol)
    {
        public static OtlpEndpoint? From(IConfiguration configuration)
        {
            if (Setting("OTLP_ENDPOINT_URL") is { } grpc)
            {
                return new(grpc, "grpc");
            }

            return Setting("OTLP_HTTP_ENDPOINT_URL") is { } http ? new(http, "http/protobuf") : null;

            string? Setting(string name) => configuration[$"ASPIRE_DASHBOARD_{name}"] ?? configuration[$"DOTNET_DASHBOARD_{name}"];
        }
    }
}
