using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>A builder that listens beside the handlers of the application instead of taking their place.</summary>
internal sealed class ObservedProducerBuilder<TKey, TValue>(ProducerConfig config) : ProducerBuilder<TKey, TValue>(config)
{
    internal void Observe(KafkaLog log, KafkaMetrics? metrics)
    {
        LogHandler ??= (_, message) => log.Write(message);
        if (metrics is not null)
        {
            StatisticsHandler += (_, statistics) => metrics.Update(statistics);
        }
    }
}
