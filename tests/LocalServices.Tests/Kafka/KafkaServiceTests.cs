using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kafka;
using Confluent.Kafka;
using LocalServices.Tests.Running;

namespace LocalServices.Tests.Kafka;

public sealed class KafkaServiceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_acknowledged_before_kill_9_is_read_after_a_restart_on_the_same_volume()
    {
        using var volume = new TemporaryFolder();
        await using (var run = await StartAsync(volume.Path))
        {
            await ProduceAsync(run, "hello");
            await run.KillAsync();
        }

        await using var again = await StartAsync(volume.Path);

        Assert.Equal("hello", await ConsumeAsync(again));
    }

    [Fact]
    public async Task It_ends_on_request_within_two_seconds()
    {
        await using var run = await StartAsync(volume: null);
        await ProduceAsync(run, "hello");

        var exit = await run.StopAsync().WaitAsync(TimeSpan.FromSeconds(2), Cancel);

        Assert.Equal(0, exit.Code);
    }

    [Fact]
    public async Task Several_run_side_by_side()
    {
        await using var one = await StartAsync(volume: null);
        await using var two = await StartAsync(volume: null);

        await ProduceAsync(one, "one");
        await ProduceAsync(two, "two");

        Assert.Equal("one", await ConsumeAsync(one));
        Assert.Equal("two", await ConsumeAsync(two));
    }

    private static Task<ServiceRun> StartAsync(string? volume) => ServiceRun.StartAsync(
        new KafkaLocalService(),
        new Dictionary<string, string>(),
        volume is null ? [] : [new LocalServiceMount(volume, "/var/lib/kafka/data", IsReadOnly: false)],
        Cancel);

    private static async Task ProduceAsync(ServiceRun run, string message)
    {
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = $"127.0.0.1:{run.Port}", Acks = Acks.All })
            .SetLogHandler((_, _) => { })
            .Build();
        await producer.ProduceAsync("topic", new Message<Null, string> { Value = message }, Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    private static async Task<string> ConsumeAsync(ServiceRun run)
    {
        using var consumer = new ConsumerBuilder<Ignore, string>(new ConsumerConfig
        {
            BootstrapServers = $"127.0.0.1:{run.Port}",
            GroupId = "tests",
            AutoOffsetReset = AutoOffsetReset.Earliest,
        }).SetLogHandler((_, _) => { }).Build();
        consumer.Assign(new TopicPartitionOffset("topic", 0, Offset.Beginning));
        var result = await Task.Run(() => consumer.Consume(TimeSpan.FromSeconds(30)), Cancel);
        Assert.NotNull(result);
        return result.Message.Value;
    }
}
