using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace EmbeddedKafka.Tests;

/// <summary>Short ways to what most tests need of Confluent.Kafka. Everything waits with a limit.</summary>
internal static class KafkaClients
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static CancellationToken WithinLimit => new CancellationTokenSource(Limit).Token;

    public static IProducer<string, string> Producer(this BrokerProcess broker, Action<ProducerConfig>? configure = null)
    {
        var config = new ProducerConfig { BootstrapServers = broker.BootstrapServers, LingerMs = 1 };
        configure?.Invoke(config);
        return new ProducerBuilder<string, string>(config).SetLogHandler((_, _) => { }).Build();
    }

    public static IConsumer<string, string> Consumer(this BrokerProcess broker, string group, Action<ConsumerConfig>? configure = null)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = broker.BootstrapServers,
            GroupId = group,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
        };
        configure?.Invoke(config);
        return new ConsumerBuilder<string, string>(config).SetLogHandler((_, _) => { }).Build();
    }

    public static IAdminClient Admin(this BrokerProcess broker) =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.BootstrapServers }).SetLogHandler((_, _) => { }).Build();

    public static async Task CreateTopicAsync(this BrokerProcess broker, string name, int partitions = 1, Dictionary<string, string>? settings = null)
    {
        using var admin = broker.Admin();
        await admin.CreateTopicsAsync([new TopicSpecification { Name = name, NumPartitions = partitions, ReplicationFactor = 1, Configs = settings }]);
    }

    /// <summary>Produces values and waits until all are acknowledged.</summary>
    public static async Task<IReadOnlyList<DeliveryResult<string, string>>> ProduceAsync(
        this IProducer<string, string> producer, string topic, IEnumerable<string> values)
    {
        var deliveries = values.Select(value => producer.ProduceAsync(topic, new Message<string, string> { Key = value, Value = value }, WithinLimit));
        return await Task.WhenAll(deliveries);
    }

    /// <summary>Reads so many records, or fails when they do not come.</summary>
    public static List<ConsumeResult<string, string>> Take(this IConsumer<string, string> consumer, int count)
    {
        var taken = new List<ConsumeResult<string, string>>(count);
        var until = DateTime.UtcNow + Limit;
        while (taken.Count < count)
        {
            var left = until - DateTime.UtcNow;
            Assert.True(left > TimeSpan.Zero, $"Of {count} records {taken.Count} came.");
            if (consumer.Consume(left) is { } record) taken.Add(record);
        }

        return taken;
    }

    /// <summary>Reads all records of a topic, without a group that would remember it.</summary>
    public static List<ConsumeResult<string, string>> ReadAll(this BrokerProcess broker, string topic)
    {
        using var consumer = broker.Consumer("reader-" + Guid.NewGuid());
        using var admin = broker.Admin();
        var partitions = admin.GetMetadata(topic, Limit).Topics.Single().Partitions.Select(partition => new TopicPartition(topic, partition.PartitionId)).ToList();
        var total = partitions.Sum(partition =>
        {
            var bounds = consumer.QueryWatermarkOffsets(partition, Limit);
            return bounds.High.Value - bounds.Low.Value;
        });
        consumer.Assign(partitions.Select(partition => new TopicPartitionOffset(partition, Offset.Beginning)));
        return consumer.Take((int)total);
    }
}
