using System.Text.Json;
using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>Takes what librdkafka says of a client, its log and its statistics, to where each belongs.</summary>
internal sealed class KafkaObserver(KafkaLog log, KafkaMetrics? metrics)
{
    internal void OnLog(LogMessage message) => log.Write(message);

    internal void OnStatistics(string json)
    {
        if (JsonSerializer.Deserialize(json, KafkaStatisticsJson.Default.KafkaStatistics) is { } statistics)
        {
            metrics?.Update(statistics);
            log.Reached(statistics.Name, statistics.Brokers.Values.Where(broker => broker.State == "UP").Select(broker => broker.Address));
        }
    }
}
