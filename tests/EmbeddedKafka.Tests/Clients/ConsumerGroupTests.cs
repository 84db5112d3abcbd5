using Confluent.Kafka;

namespace EmbeddedKafka.Tests.Clients;

public sealed class ConsumerGroupTests
{
    [Theory]
    [InlineData(PartitionAssignmentStrategy.Range)]
    [InlineData(PartitionAssignmentStrategy.CooperativeSticky)]
    public async Task Two_consumers_share_the_partitions_and_the_one_that_stays_gets_all(PartitionAssignmentStrategy strategy)
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("orders", partitions: 4);
        await using var first = new PollingConsumer(broker, "shop", config => config.PartitionAssignmentStrategy = strategy);
        first.Start("orders");
        await first.WaitForPartitionsAsync(4);

        await using var second = new PollingConsumer(broker, "shop", config => config.PartitionAssignmentStrategy = strategy);
        second.Start("orders");
        await second.WaitForPartitionsAsync(2);
        await first.WaitForPartitionsAsync(2);
        Assert.Empty(first.Partitions.Intersect(second.Partitions));

        await second.LeaveAsync();
        await first.WaitForPartitionsAsync(4);
    }

    [Fact]
    public async Task The_partitions_of_a_consumer_that_dies_go_to_the_other_after_its_session()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("orders", partitions: 2);
        static void QuickSession(ConsumerConfig config) => (config.SessionTimeoutMs, config.HeartbeatIntervalMs) = (1500, 300);
        await using var survivor = new PollingConsumer(broker, "shop", QuickSession);
        await using var victim = new PollingConsumer(broker, "shop", QuickSession);
        survivor.Start("orders");
        victim.Start("orders");
        await survivor.WaitForPartitionsAsync(1);
        await victim.WaitForPartitionsAsync(1);

        await victim.DieAsync();
        await survivor.WaitForPartitionsAsync(2);
    }

    [Fact]
    public async Task A_static_member_that_restarts_keeps_its_partitions_without_a_rebalance()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("orders", partitions: 2);
        static Action<ConsumerConfig> Named(string instance) => config => config.GroupInstanceId = instance;
        await using var neighbour = new PollingConsumer(broker, "shop", Named("b"));
        neighbour.Start("orders");
        PartitionList before;
        await using (var original = new PollingConsumer(broker, "shop", Named("a")))
        {
            original.Start("orders");
            await original.WaitForPartitionsAsync(1);
            await neighbour.WaitForPartitionsAsync(1);
            before = new PartitionList(original.Partitions);
            await original.DieAsync();
        }

        var rebalances = neighbour.Rebalances;
        await using var restarted = new PollingConsumer(broker, "shop", Named("a"));
        restarted.Start("orders");
        await restarted.WaitForPartitionsAsync(1);

        Assert.Equal(before.Partitions, restarted.Partitions);
        Assert.Equal(rebalances, neighbour.Rebalances);
    }

    [Fact]
    public async Task Committed_offsets_are_there_after_a_restart_and_after_kill()
    {
        await using var broker = await BrokerProcess.StartAsync();
        using var producer = broker.Producer();
        await producer.ProduceAsync("orders", Enumerable.Range(0, 30).Select(i => $"{i}"));

        foreach (var (expected, end) in new[] { ("0", (Func<Task>)broker.KillAsync), ("10", () => broker.StopAsync()), ("20", broker.KillAsync) })
        {
            using (var consumer = broker.Consumer("shop"))
            {
                consumer.Subscribe("orders");
                var taken = consumer.Take(10);
                Assert.Equal(expected, taken[0].Message.Value);
                consumer.Commit([new TopicPartitionOffset(taken[9].TopicPartition, taken[9].Offset + 1)]);
                consumer.Close();
            }

            await end();
            await broker.StartAgainAsync();
        }

        using var reader = broker.Consumer("shop");
        var committed = reader.Committed([new TopicPartition("orders", 0), new TopicPartition("elsewhere", 0)], KafkaClients.Limit);
        Assert.Equal([30, Offset.Unset.Value], committed.Select(offset => offset.Offset.Value));
    }

    [Fact]
    public async Task A_consumer_goes_on_when_the_broker_was_killed_and_is_back()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("orders");
        await using var consumer = new PollingConsumer(broker, "shop");
        consumer.Start("orders");
        await consumer.WaitForPartitionsAsync(1);

        await broker.KillAsync();
        await broker.StartAgainAsync();
        using var producer = broker.Producer();
        await producer.ProduceAsync("orders", ["after the restart"]);

        await consumer.WaitForAsync(() => consumer.Received.Contains("after the restart"), "the record");
    }

    [Fact]
    public async Task Consumers_that_come_and_go_and_die_read_every_record_together()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("orders", partitions: 6);
        using var producer = broker.Producer();
        await using var first = Start();
        await ProduceAsync(0);
        await using var second = Start();
        await ProduceAsync(1);
        await using var third = Start();
        await ProduceAsync(2);
        await first.LeaveAsync();
        await ProduceAsync(3);
        await second.DieAsync();
        await ProduceAsync(4);

        var expected = Enumerable.Range(0, 1000).Select(i => $"{i}").ToHashSet();
        await third.WaitForAsync(() => expected.IsSubsetOf(first.Received.Concat(second.Received).Concat(third.Received).ToHashSet()), "every record");
        await third.WaitForPartitionsAsync(6);

        async Task ProduceAsync(int round) => await producer.ProduceAsync("orders", Enumerable.Range(round * 200, 200).Select(i => $"{i}"));

        PollingConsumer Start()
        {
            var consumer = new PollingConsumer(broker, "shop", config =>
                (config.EnableAutoCommit, config.AutoCommitIntervalMs, config.SessionTimeoutMs) = (true, 50, 1500));
            consumer.Start("orders");
            return consumer;
        }
    }

    private sealed record PartitionList(IReadOnlyList<int> Partitions);
}
