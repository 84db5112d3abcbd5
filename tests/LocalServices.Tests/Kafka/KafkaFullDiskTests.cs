using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kafka;
using Confluent.Kafka;
using LocalServices.Tests.Running;

namespace LocalServices.Tests.Kafka;

public sealed class KafkaFullDiskTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly byte[] Value = new byte[10_000];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_broker_whose_disk_fills_up_says_so_refuses_records_and_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.Create(megabytes: 48);
        await using var run = await ServiceRun.StartAsync(
            new KafkaLocalService(), new Dictionary<string, string>(), [new LocalServiceMount(disk.Path, "/var/lib/kafka/data", IsReadOnly: false)], Cancel);
        var acknowledged = 0;
        using (var producer = Producer(run))
        {
            await ProduceAsync(producer);
            acknowledged++;
            disk.Fill();

            await Assert.ThrowsAsync<ProduceException<Null, byte[]>>(async () =>
            {
                for (; ; acknowledged++)
                    await ProduceAsync(producer);
            });

            Assert.Matches("Cannot write to '.*': .*No space left on device", run.Output);
            Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
        }

        disk.Free();
        using var after = Producer(run);
        var last = await ProduceAsync(after);
        Assert.Equal(acknowledged, last.Offset.Value);
        Assert.Equal(0, (await run.StopAsync().WaitAsync(Limit, Cancel)).Code);
    }

    [Fact]
    public async Task A_group_that_cannot_keep_its_place_on_a_full_disk_is_told_and_the_broker_goes_on()
    {
        using var disk = SmallDisk.Create(megabytes: 48);
        await using var run = await ServiceRun.StartAsync(
            new KafkaLocalService(), new Dictionary<string, string>(), [new LocalServiceMount(disk.Path, "/var/lib/kafka/data", IsReadOnly: false)], Cancel);
        using var producer = Producer(run);
        await ProduceAsync(producer);
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig { BootstrapServers = $"127.0.0.1:{run.Port}", GroupId = "readers", EnableAutoCommit = false, SocketTimeoutMs = 10_000 })
            .SetLogHandler((_, _) => { }).Build();
        consumer.Assign(new TopicPartitionOffset("topic", 0, Offset.Beginning));
        Assert.NotNull(await Task.Run(() => consumer.Consume(Limit), Cancel));
        disk.Fill();

        await Assert.ThrowsAsync<KafkaException>(() => Task.Run(() =>
        {
            for (var offset = 1; ; offset++)
                consumer.Commit([new TopicPartitionOffset("topic", 0, offset)]);
        }, Cancel).WaitAsync(Limit, Cancel));

        Assert.Contains("No space left on device", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
        disk.Free();
        await Task.Run(() => consumer.Commit([new TopicPartitionOffset("topic", 0, 1)]), Cancel);
        await ProduceAsync(producer);
    }

    private static IProducer<Null, byte[]> Producer(ServiceRun run) =>
        new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = $"127.0.0.1:{run.Port}", Acks = Acks.All, MessageTimeoutMs = 5000, LingerMs = 0 })
            .SetLogHandler((_, _) => { })
            .Build();

    private static Task<DeliveryResult<Null, byte[]>> ProduceAsync(IProducer<Null, byte[]> producer) =>
        producer.ProduceAsync("topic", new Message<Null, byte[]> { Value = Value }, Cancel).WaitAsync(Limit, Cancel);
}
