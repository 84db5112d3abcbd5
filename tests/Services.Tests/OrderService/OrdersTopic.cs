using System.Text;
using System.Text.Json;
using Confluent.Kafka;

namespace Services.Tests.OrderService;

/// <summary>The topic of orders, as another service would write to it and read it.</summary>
internal sealed class OrdersTopic(string bootstrapServers) : IDisposable
{
    private const string Topic = "orders";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly IProducer<string, string> _producer =
        new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = bootstrapServers }).Build();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal static string Announcement(Guid order) =>
        JsonSerializer.Serialize(new { orderId = order, total = 1, placedAt = DateTimeOffset.UnixEpoch });

    /// <summary>Writes into one partition, so that what is written first is read first.</summary>
    internal Task WriteAsync(Guid messageId, string value, string type = "order-placed") =>
        _producer.ProduceAsync(new TopicPartition(Topic, 0), new Message<string, string>
        {
            Key = "one partition",
            Value = value,
            Headers = new Headers { { "message-id", Utf8(messageId.ToString()) }, { "message-type", Utf8(type) } },
        }, Cancel);

    /// <summary>Reads the topic from its beginning.</summary>
    /// <param name="enough">Whether what was read so far is what the test waits for.</param>
    internal IReadOnlyList<ConsumeResult<string, string>> ReadUntil(Func<IReadOnlyList<ConsumeResult<string, string>>, bool> enough)
    {
        using var consumer = new ConsumerBuilder<string, string>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = $"test-{Guid.NewGuid()}",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
        }).Build();
        consumer.Assign(Enumerable.Range(0, 3).Select(partition => new TopicPartitionOffset(Topic, partition, Offset.Beginning)));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Limit);
        var records = new List<ConsumeResult<string, string>>();
        while (!enough(records))
            records.Add(consumer.Consume(limit.Token));
        return records;
    }

    public void Dispose() => _producer.Dispose();

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
