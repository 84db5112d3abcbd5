using System.Diagnostics;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;
using TopicPartition = Confluent.Kafka.TopicPartition;

namespace EmbeddedKafka.Tests.Server;

public sealed class LongPollTests
{
    [Fact]
    public async Task A_fetch_is_answered_when_its_bytes_are_there_and_no_sooner()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("orders", partitions: 2);
        using var producer = broker.Producer();
        await using var connection = await RawConnection.OpenAsync(broker);

        var fetching = FetchAsync(connection, minBytes: 1000, maxWaitMilliseconds: 60_000);
        producer.Produce(new TopicPartition("orders", 0), new() { Value = new string('x', 300) });
        producer.Produce(new TopicPartition("orders", 1), new() { Value = new string('x', 300) });
        producer.Flush(KafkaClients.Limit);
        Assert.False(fetching.IsCompleted);
        producer.Produce(new TopicPartition("orders", 0), new() { Value = new string('x', 300) });

        var partitions = await fetching;
        Assert.InRange(partitions.Sum(partition => partition.Records!.Value.Length), 1000, 2000);
        Assert.Equal([2, 1], partitions.Select(partition => partition.HighWatermark));
    }

    [Fact]
    public async Task A_fetch_that_waits_in_vain_is_answered_with_what_there_is_when_its_time_is_over()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("orders", partitions: 2);
        using (var producer = broker.Producer()) await producer.ProduceAsync("orders", ["one"]);
        await using var connection = await RawConnection.OpenAsync(broker);

        var watch = Stopwatch.StartNew();
        var partitions = await FetchAsync(connection, minBytes: 1000, maxWaitMilliseconds: 300);
        Assert.InRange(watch.ElapsedMilliseconds, 290, 10_000);
        Assert.True(partitions.Sum(partition => partition.Records!.Value.Length) > 0);
    }

    [Fact]
    public async Task A_fetch_that_waits_is_told_at_once_when_the_topic_is_deleted()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("orders", partitions: 2);
        await using var connection = await RawConnection.OpenAsync(broker);
        var fetching = FetchAsync(connection, minBytes: 1, maxWaitMilliseconds: 60_000);
        using (var admin = broker.Admin()) await admin.DeleteTopicsAsync(["orders"]);
        Assert.All(await fetching, partition => Assert.Equal(ErrorCode.UnknownTopicOrPartition, partition.Error));
    }

    private static async Task<List<FetchPartitionResult>> FetchAsync(RawConnection connection, int minBytes, int maxWaitMilliseconds)
    {
        var response = await connection.AskAsync<FetchRequest, FetchResponse>(new FetchRequest
        {
            MinBytes = minBytes,
            MaxWaitMilliseconds = maxWaitMilliseconds,
            Topics =
            [
                new FetchTopic
                {
                    Name = "orders",
                    Partitions = [new FetchPartition { Index = 0, MaxBytes = 100_000 }, new FetchPartition { Index = 1, MaxBytes = 100_000 }],
                },
            ],
        }, version: 12);
        return response.Topics.Single().Partitions;
    }
}
