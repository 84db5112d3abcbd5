using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>
/// The settings of a Kafka producer, read from the configuration sections <c>Aspire:Confluent:Kafka:Producer</c> and
/// <c>Aspire:Confluent:Kafka:Producer:{name}</c>, then from <c>ConnectionStrings:{name}</c>.
/// </summary>
public sealed class KafkaProducerSettings : IKafkaSettings
{
    /// <summary>The bootstrap servers, <c>host:port,host:port</c>. It replaces <c>BootstrapServers</c> of <see cref="Config"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The configuration of the producer, read from the section <c>Config</c>.</summary>
    public ProducerConfig Config { get; } = new();

    ClientConfig IKafkaSettings.Config => Config;

    /// <summary>
    /// Whether metrics are left out. False by default: the producer then reports its statistics once a second, unless
    /// <c>StatisticsIntervalMs</c> of <see cref="Config"/> says otherwise.
    /// </summary>
    public bool DisableMetrics { get; set; }

    /// <summary>Whether records are sent without a span and without its context in their headers. False by default.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Whether the producer goes without a health check. False by default.</summary>
    public bool DisableHealthChecks { get; set; }
}
