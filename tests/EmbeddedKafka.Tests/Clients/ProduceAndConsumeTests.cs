using System.Diagnostics;
using System.Text;
using Confluent.Kafka;

namespace EmbeddedKafka.Tests.Clients;

public sealed class ProduceAndConsumeTests
{
    [Fact]
    public async Task What_is_produced_is_consumed_with_key_value_headers_and_time()
    {
        await using var broker = await BrokerProcess.StartAsync();
        using var producer = broker.Producer();
        var sent = new Message<string, string>
        {
            Key = "tea",
            Value = "3 boxes – grün",
            Headers = new Headers { { "traceparent", Encoding.UTF8.GetBytes("00-1-2-01") }, { "empty", [] }, { "traceparent", "again"u8.ToArray() } },
            Timestamp = new Timestamp(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123)),
        };
        var delivery = await producer.ProduceAsync("orders", sent, KafkaClients.WithinLimit);
        Assert.Equal(0, delivery.Offset.Value);
        Assert.Equal(PersistenceStatus.Persisted, delivery.Status);

        using var consumer = broker.Consumer("shop");
        consumer.Subscribe("orders");
        var received = consumer.Take(1).Single();

        Assert.Equal("tea", received.Message.Key);
        Assert.Equal("3 boxes – grün", received.Message.Value);
        Assert.Equal(1_700_000_000_123, received.Message.Timestamp.UnixTimestampMs);
        Assert.Equal(["traceparent", "empty", "traceparent"], received.Message.Headers.Select(header => header.Key));
        Assert.Equal("00-1-2-01", Encoding.UTF8.GetString(received.Message.Headers[0].GetValueBytes()));
        Assert.Equal("again", Encoding.UTF8.GetString(received.Message.Headers.GetLastBytes("traceparent")));
        consumer.Close();
    }

    [Theory]
    [InlineData(CompressionType.None)]
    [InlineData(CompressionType.Gzip)]
    [InlineData(CompressionType.Snappy)]
    [InlineData(CompressionType.Lz4)]
    [InlineData(CompressionType.Zstd)]
    public async Task Records_arrive_whatever_compresses_them(CompressionType compression)
    {
        await using var broker = await BrokerProcess.StartAsync();
        using var producer = broker.Producer(config => config.CompressionType = compression);
        var values = Enumerable.Range(0, 500).Select(i => $"{i} {new string('x', 200)}").ToList();
        await producer.ProduceAsync("packed", values);

        Assert.Equal(values, broker.ReadAll("packed").Select(record => record.Message.Value));
        var stored = new DirectoryInfo(broker.DataFolder).EnumerateFiles("*.log", SearchOption.AllDirectories).Sum(file => file.Length);
        Assert.Equal(compression == CompressionType.None, stored > values.Sum(value => value.Length));
    }

    [Fact]
    public async Task An_idempotent_producer_keeps_the_order()
    {
        await using var broker = await BrokerProcess.StartAsync("--partitions", "3");
        using var producer = broker.Producer(config => config.EnableIdempotence = true);
        var values = Enumerable.Range(0, 3000).Select(i => $"{i}").ToList();
        await producer.ProduceAsync("numbers", values);

        var read = broker.ReadAll("numbers");
        Assert.Equal(values.Order(), read.Select(record => record.Message.Value).Order());
        Assert.All(read.GroupBy(record => record.Partition), partition =>
            Assert.True(partition.Zip(partition.Skip(1)).All(pair => int.Parse(pair.First.Message.Value) < int.Parse(pair.Second.Message.Value))));
    }

    [Fact]
    public async Task A_waiting_consumer_has_a_record_within_milliseconds()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("pings");
        using var producer = broker.Producer(config => config.LingerMs = 0);
        using var consumer = broker.Consumer("pongs");
        consumer.Assign(new TopicPartitionOffset("pings", 0, Offset.Beginning));
        producer.Produce("pings", new Message<string, string> { Value = "warm up" });
        consumer.Take(1);

        var fastest = Enumerable.Range(0, 20).Min(i =>
        {
            var watch = Stopwatch.StartNew();
            producer.Produce("pings", new Message<string, string> { Value = $"{i}" });
            consumer.Take(1);
            return watch.Elapsed;
        });

        // A consumer that had to ask again and again would be told after its wait of 500 ms.
        Assert.True(fastest < TimeSpan.FromMilliseconds(100), $"The fastest of 20 took {fastest.TotalMilliseconds} ms.");
    }

    [Fact]
    public async Task The_first_offset_at_or_after_a_time_is_found()
    {
        await using var broker = await BrokerProcess.StartAsync();
        using var producer = broker.Producer();
        foreach (var second in Enumerable.Range(0, 100))
        {
            producer.Produce("days", new Message<string, string> { Value = $"{second}", Timestamp = new Timestamp(1_700_000_000_000 + (second * 1000), TimestampType.CreateTime) });
        }

        producer.Flush(KafkaClients.Limit);
        using var consumer = broker.Consumer("historian");
        long OffsetAt(long time) => consumer.OffsetsForTimes([new TopicPartitionTimestamp("days", 0, new Timestamp(time, TimestampType.CreateTime))], KafkaClients.Limit).Single().Offset.Value;

        Assert.Equal(0, OffsetAt(1_600_000_000_000));
        Assert.Equal(50, OffsetAt(1_700_000_050_000));
        Assert.Equal(51, OffsetAt(1_700_000_050_001));
        Assert.Equal(Offset.End.Value, OffsetAt(1_800_000_000_000));
    }

    [Fact]
    public async Task A_record_beyond_the_topics_limit_is_refused_and_the_next_is_taken()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("small", settings: new() { ["max.message.bytes"] = "2000" });
        using var producer = broker.Producer();

        var refused = await Assert.ThrowsAsync<ProduceException<string, string>>(() => producer.ProduceAsync("small", new Message<string, string> { Value = new string('x', 5000) }));
        Assert.Equal(ErrorCode.MsgSizeTooLarge, refused.Error.Code);
        Assert.Equal(0, (await producer.ProduceAsync("small", ["fits"])).Single().Offset.Value);
    }
}
