using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Services.Tests.Servers;

namespace Services.Tests.Kafka;

public class KafkaClientTests(KafkaBroker broker) : IClassFixture<KafkaBroker>
{
    [Fact]
    public async Task A_consumer_reads_what_a_producer_wrote()
    {
        await using var application = await KafkaApplication.StartAsync(broker);

        await application.Get<IProducer<string, string>>().ProduceAsync("teas", new() { Key = "1", Value = "green" });
        var result = application.ConsumeFrom("teas");

        Assert.Equal(("1", "green"), (result.Message.Key, result.Message.Value));
    }

    [Fact]
    public async Task Clients_with_keys_are_apart_and_so_are_their_health_checks()
    {
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.AddKafkaProducer<string, string>("kafka");
                builder.AddKeyedKafkaProducer<string, string>("kafka");
                builder.AddKeyedKafkaConsumer<int, string>("kafka");
            },
            KafkaApplication.Configuration(broker));

        Assert.NotSame(application.Get<IProducer<string, string>>(), application.Get<IProducer<string, string>>("kafka"));
        Assert.NotNull(application.Get<IConsumer<int, string>>("kafka"));
        var health = await application.CheckHealthAsync();
        Assert.Equal(
            ["Aspire.Confluent.Kafka.Consumer_kafka", "Aspire.Confluent.Kafka.Producer", "Aspire.Confluent.Kafka.Producer_kafka"],
            health.Entries.Keys.Order());
        Assert.Equal("Healthy", health.Status.ToString());
    }

    [Fact]
    public async Task Health_follows_the_broker_down_and_up_again()
    {
        await using var server = new KafkaBroker();
        await server.InitializeAsync();
        await using var application = await KafkaApplication.StartAsync(server);

        Assert.Equal("Healthy", (await application.CheckHealthAsync()).Status.ToString());
        server.Kill();
        var unhealthy = await application.CheckHealthAsync();
        Assert.All(unhealthy.Entries.Values, entry => Assert.Equal("Unhealthy", entry.Status.ToString()));
        Assert.All(unhealthy.Entries.Values, entry => Assert.StartsWith("No Kafka broker answers", entry.Description));
        await server.StartAgainAsync();
        Assert.Equal("Healthy", (await application.CheckHealthAsync()).Status.ToString());
    }

    [Fact]
    public async Task Health_checks_can_be_turned_off()
    {
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.Services.AddHealthChecks();
                builder.AddKafkaProducer<string, string>("kafka", settings => settings.DisableHealthChecks = true);
            },
            KafkaApplication.Configuration(broker));

        Assert.Empty((await application.CheckHealthAsync()).Entries);
    }

    [Fact]
    public async Task Statistics_become_metrics_beside_the_applications_own_handler()
    {
        var reports = 0;
        var reported = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.AddKafkaProducer<string, string>(
                    "kafka",
                    settings => settings.Config.StatisticsIntervalMs = 100,
                    producer => producer.SetStatisticsHandler((_, _) =>
                    {
                        // The one after the first, which the metrics have seen by then.
                        if (Interlocked.Increment(ref reports) == 2)
                        {
                            reported.TrySetResult();
                        }
                    }));
            },
            KafkaApplication.Configuration(broker));

        await application.Get<IProducer<string, string>>().ProduceAsync("metered", new() { Value = "green" });
        await reported.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Superset(
            new HashSet<string>
            {
                "messaging.kafka.network.tx", "messaging.kafka.network.transmitted",
                "messaging.kafka.network.rx", "messaging.kafka.network.received",
                "messaging.publish.messages", "messaging.kafka.message.transmitted",
                "messaging.receive.messages", "messaging.kafka.message.received",
            },
            application.CollectMetrics().ToHashSet());
    }
}
