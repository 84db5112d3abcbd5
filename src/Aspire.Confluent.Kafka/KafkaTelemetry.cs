using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Aspire.Confluent.Kafka;

/// <summary>Makes the logs, spans and metrics of Kafka clients part of the application's telemetry.</summary>
internal static class KafkaTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    internal const string Name = "Aspire.Confluent.Kafka";

    internal static void Add(IHostApplicationBuilder builder, bool traces, bool metrics)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<KafkaLog>();
        if (traces)
        {
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(Name));
        }

        if (metrics)
        {
            builder.Services.TryAddSingleton<KafkaMetrics>();
            builder.Services.AddOpenTelemetry().WithMetrics(meters => meters.AddMeter(Name));
        }
    }
}
