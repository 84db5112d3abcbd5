using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>What the settings of producers and of consumers have in common; their public types share no base.</summary>
internal interface IKafkaSettings
{
    string? ConnectionString { get; set; }

    ClientConfig Config { get; }

    bool DisableMetrics { get; }

    bool DisableTracing { get; }

    bool DisableHealthChecks { get; }
}
