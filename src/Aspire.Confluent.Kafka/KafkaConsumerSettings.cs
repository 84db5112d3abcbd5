using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>
/// The settings of a Kafka consumer, read from the configuration sections <c>Aspire:Confluent:Kafka:Consumer</c> and
/// <c>Aspire:Confluent:Kafka:Consumer:{name}</c>, then from <c>ConnectionStrings:{name}</c>.
/// </summary>
public sealed class KafkaConsumerSettings : IKafkaSettings
{
    /// <summary>The bootstrap servers, <c>host:port,host:port</c>. It replaces <c>BootstrapServers</c> of <see cref="Config"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The configuration of the consumer, read from the section <c>Config</c>. <c>GroupId</c> is required.</summary>
    public ConsumerConfig Config { get; } = new();

    ClientConfig IKafkaSettings.Config => Config;

    /// <summary>
    /// Whether metrics are left out. False by default: the consumer then reports its statistics once a second, unless
    /// <c>StatisticsIntervalMs</c> of <see cref="Config"/> says otherwise.
    /// </summary>
    public bool DisableMetrics { get; set; }

    /// <summary>Whether records are consumed without a span. False by default.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Whether the consumer goes without a health check. False by default.</summary>
    public bool DisableHealthChecks { get; set; }
}
