using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>A builder that listens beside the handlers of the application instead of taking their place.</summary>
internal sealed class ObservedProducerBuilder<TKey, TValue>(ProducerConfig config) : ProducerBuilder<TKey, TValue>(config)
{
    internal void Observe(KafkaObserver observer)
    {
        LogHandler ??= (_, message) => observer.OnLog(message);
        StatisticsHandler += (_, statistics) => observer.OnStatistics(statistics);
    }
}
