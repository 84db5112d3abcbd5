using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace EmbeddedKafka.Tests.Clients;

public sealed class AdminTests
{
    [Fact]
    public async Task A_topic_is_created_described_widened_and_deleted()
    {
        await using var broker = await BrokerProcess.StartAsync();
        using var admin = broker.Admin();
        await admin.CreateTopicsAsync([new TopicSpecification { Name = "orders", NumPartitions = 2, ReplicationFactor = 1, Configs = new() { ["cleanup.policy"] = "compact" } }]);

        var described = (await admin.DescribeTopicsAsync(TopicCollection.OfTopicNames(["orders"]))).TopicDescriptions.Single();
        Assert.Equal(2, described.Partitions.Count);
        var configs = (await admin.DescribeConfigsAsync([new ConfigResource { Type = ResourceType.Topic, Name = "orders" }])).Single().Entries;
        Assert.Equal(("compact", false), (configs["cleanup.policy"].Value, configs["cleanup.policy"].IsDefault));
        Assert.Equal(("-1", true), (configs["retention.ms"].Value, configs["retention.ms"].IsDefault));

        await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = "orders", IncreaseTo = 5 }]);
        Assert.Equal(5, admin.GetMetadata("orders", KafkaClients.Limit).Topics.Single().Partitions.Count);

        await admin.DeleteTopicsAsync(["orders"]);
        Assert.Empty(admin.GetMetadata(KafkaClients.Limit).Topics);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(broker.DataFolder, "topics")));
    }

    [Fact]
    public async Task A_topic_that_is_deleted_and_created_again_begins_empty()
    {
        await using var broker = await BrokerProcess.StartAsync();
        using var producer = broker.Producer();
        await producer.ProduceAsync("orders", ["old"]);
        using (var admin = broker.Admin())
        {
            await admin.DeleteTopicsAsync(["orders"]);
            await admin.CreateTopicsAsync([new TopicSpecification { Name = "orders", NumPartitions = 1, ReplicationFactor = 1 }]);
        }

        using var secondProducer = broker.Producer();
        Assert.Equal(0, (await secondProducer.ProduceAsync("orders", ["new"])).Single().Offset.Value);
        await broker.KillAsync();
        await broker.StartAgainAsync();
        Assert.Equal("new", broker.ReadAll("orders").Single().Message.Value);
    }

    [Fact]
    public async Task What_cannot_be_created_is_refused_with_a_reason()
    {
        await using var broker = await BrokerProcess.StartAsync();
        using var admin = broker.Admin();
        await broker.CreateTopicAsync("taken");

        async Task<(ErrorCode Code, string Reason)> Refusal(TopicSpecification topic)
        {
            var refused = await Assert.ThrowsAsync<CreateTopicsException>(() => admin.CreateTopicsAsync([topic]));
            return (refused.Results.Single().Error.Code, refused.Results.Single().Error.Reason);
        }

        Assert.Equal((ErrorCode.TopicAlreadyExists, "There is a topic 'taken' already."), await Refusal(new() { Name = "taken" }));
        Assert.Equal(ErrorCode.TopicException, (await Refusal(new() { Name = "no/slash" })).Code);
        Assert.Equal(ErrorCode.InvalidReplicationFactor, (await Refusal(new() { Name = "safe", ReplicationFactor = 3 })).Code);
        Assert.Equal(ErrorCode.InvalidPartitions, (await Refusal(new() { Name = "none", NumPartitions = 0, ReplicationFactor = 1 })).Code);
        Assert.Equal((ErrorCode.InvalidConfig, "There is no topic setting 'retention.weeks'."),
            await Refusal(new() { Name = "typo", Configs = new() { ["retention.weeks"] = "1" } }));
    }

    [Fact]
    public async Task Topics_and_their_settings_are_there_after_kill()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("orders", partitions: 3, settings: new() { ["retention.ms"] = "1000" });
        await broker.KillAsync();
        await broker.StartAgainAsync();

        using var admin = broker.Admin();
        Assert.Equal(3, admin.GetMetadata("orders", KafkaClients.Limit).Topics.Single().Partitions.Count);
        var configs = (await admin.DescribeConfigsAsync([new ConfigResource { Type = ResourceType.Topic, Name = "orders" }])).Single().Entries;
        Assert.Equal("1000", configs["retention.ms"].Value);
    }

    [Fact]
    public async Task Groups_are_listed_described_and_deleted()
    {
        await using var broker = await BrokerProcess.StartAsync();
        using var producer = broker.Producer();
        await producer.ProduceAsync("orders", ["1"]);
        using var admin = broker.Admin();
        await using (var consumer = new PollingConsumer(broker, "shop", config => (config.EnableAutoCommit, config.AutoCommitIntervalMs) = (true, 50)))
        {
            consumer.Start("orders");
            await consumer.WaitForAsync(() => !consumer.Received.IsEmpty, "the record");
            var group = (await admin.DescribeConsumerGroupsAsync(["shop"])).ConsumerGroupDescriptions.Single();
            Assert.Equal(ConsumerGroupState.Stable, group.State);
            Assert.Equal([new TopicPartition("orders", 0)], group.Members.Single().Assignment.TopicPartitions);
            var inUse = await Assert.ThrowsAsync<DeleteGroupsException>(() => admin.DeleteGroupsAsync(["shop"]));
            Assert.Equal(ErrorCode.NonEmptyGroup, inUse.Results.Single().Error.Code);
            await consumer.LeaveAsync();
        }

        var listed = (await admin.ListConsumerGroupsAsync()).Valid.Single();
        Assert.Equal(("shop", ConsumerGroupState.Empty), (listed.GroupId, listed.State));
        await admin.DeleteGroupsAsync(["shop"]);
        Assert.Empty((await admin.ListConsumerGroupsAsync()).Valid);
    }

    [Fact]
    public async Task Offsets_of_a_group_can_be_read_and_set_from_outside()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("orders");
        using var admin = broker.Admin();
        await admin.AlterConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitionOffsets("shop", [new TopicPartitionOffset("orders", 0, 7)])]);

        var listed = await admin.ListConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitions("shop", null)]);
        Assert.Equal([("orders", 0, 7L)], listed.Single().Partitions.Select(offset => (offset.Topic, offset.Partition.Value, offset.Offset.Value)));
    }

    [Fact]
    public async Task A_consumer_does_not_create_the_topic_it_waits_for_and_reads_it_once_it_is_there()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await using var consumer = new PollingConsumer(broker, "shop", config => config.TopicMetadataRefreshIntervalMs = 200);
        consumer.Start("later");
        await consumer.WaitForAsync(() => consumer.Received.Any(text => text.StartsWith("error")), "the complaint");
        using (var admin = broker.Admin()) Assert.Empty(admin.GetMetadata(KafkaClients.Limit).Topics);

        using var producer = broker.Producer();
        await producer.ProduceAsync("later", ["here"]);
        await consumer.WaitForAsync(() => consumer.Received.Contains("here"), "the record");
    }

    [Fact]
    public async Task A_transactional_producer_is_told_at_once_that_there_are_no_transactions()
    {
        await using var broker = await BrokerProcess.StartAsync();
        using var producer = broker.Producer(config => config.TransactionalId = "t");
        var refused = Assert.Throws<KafkaException>(() => producer.InitTransactions(KafkaClients.Limit));
        Assert.Equal(ErrorCode.TransactionalIdAuthorizationFailed, refused.Error.Code);
    }
}
