using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Aspire.Confluent.Kafka;

/// <summary>Publishes the statistics that librdkafka reports as metrics.</summary>
/// <remarks>https://github.com/confluentinc/librdkafka/blob/master/STATISTICS.md</remarks>
internal sealed class KafkaMetrics : IDisposable
{
    /// <summary>How often clients report where the application does not say.</summary>
    internal const int DefaultIntervalMs = 1000;

    private readonly ConcurrentDictionary<string, KafkaStatistics> _latest = new();
    private readonly Meter _meter;

    public KafkaMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(KafkaTelemetry.Name);
        Counter("messaging.kafka.network.tx", "{request}", "Requests sent to brokers.", statistics => statistics.Requests);
        Counter("messaging.kafka.network.transmitted", "By", "Bytes sent to brokers.", statistics => statistics.RequestBytes);
        Counter("messaging.kafka.network.rx", "{response}", "Responses received from brokers.", statistics => statistics.Responses);
        Counter("messaging.kafka.network.received", "By", "Bytes received from brokers.", statistics => statistics.ResponseBytes);
        Counter("messaging.publish.messages", "{message}", "Messages produced.", statistics => statistics.MessagesProduced);
        Counter("messaging.kafka.message.transmitted", "By", "Bytes of messages produced.", statistics => statistics.BytesProduced);
        Counter("messaging.receive.messages", "{message}", "Messages consumed.", statistics => statistics.MessagesConsumed);
        Counter("messaging.kafka.message.received", "By", "Bytes of messages consumed.", statistics => statistics.BytesConsumed);
        Gauge("messaging.kafka.consumer.queue.message_count", "{operation}", "Operations waiting for the application.", statistics => statistics.ReplyQueue);
        Gauge("messaging.kafka.producer.queue.message_count", "{message}", "Messages waiting to be sent.", statistics => statistics.QueuedMessages);
        Gauge("messaging.kafka.producer.queue.size", "By", "Bytes of messages waiting to be sent.", statistics => statistics.QueuedBytes);
    }

    internal void Update(KafkaStatistics statistics) => _latest[statistics.Name] = statistics;

    public void Dispose() => _meter.Dispose();

    private void Counter(string name, string unit, string description, Func<KafkaStatistics, long> read)
        => _meter.CreateObservableCounter(name, () => Measure(read), unit, description);

    private void Gauge(string name, string unit, string description, Func<KafkaStatistics, long> read)
        => _meter.CreateObservableGauge(name, () => Measure(read), unit, description);

    private IEnumerable<Measurement<long>> Measure(Func<KafkaStatistics, long> read)
        => _latest.Values.Select(statistics => new Measurement<long>(
            read(statistics),
            new("messaging.system", "kafka"),
            new("messaging.client.id", statistics.Name),
            new("messaging.kafka.client.type", statistics.Type)));
}
