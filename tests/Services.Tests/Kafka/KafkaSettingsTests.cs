using Aspire.Confluent.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.Hosting;

namespace Services.Tests.Kafka;

public class KafkaSettingsTests
{
    private const string Producer = "Aspire:Confluent:Kafka:Producer";
    private const string Consumer = "Aspire:Confluent:Kafka:Consumer";

    [Fact]
    public void A_producers_own_section_wins_over_the_general_one_and_the_connection_string_over_both()
    {
        var builder = TestApplication.Builder(
            ($"{Producer}:ConnectionString", "general:1"),
            ($"{Producer}:DisableTracing", "true"),
            ($"{Producer}:Config:Acks", "Leader"),
            ($"{Producer}:Config:LingerMs", "1"),
            ($"{Producer}:orders:ConnectionString", "named:2"),
            ($"{Producer}:orders:DisableTracing", "false"),
            ($"{Producer}:orders:Config:LingerMs", "2"),
            ("ConnectionStrings:teas", "teas:3"));
        KafkaProducerSettings? orders = null, teas = null;

        builder.AddKeyedKafkaProducer<string, string>("orders", settings => orders = settings);
        builder.AddKeyedKafkaProducer<string, string>("teas", settings => teas = settings);

        Assert.Equal(("named:2", false), (orders!.ConnectionString, orders.DisableTracing));
        Assert.Equal((Acks.Leader, 2), (orders.Config.Acks, orders.Config.LingerMs));
        Assert.Equal("named:2", orders.Config.BootstrapServers);
        Assert.Equal(("teas:3", true, 1), (teas!.ConnectionString, teas.DisableTracing, teas.Config.LingerMs));
    }

    [Fact]
    public void A_consumers_own_section_wins_over_the_general_one_and_the_connection_string_over_both()
    {
        var builder = TestApplication.Builder(
            ($"{Consumer}:Config:GroupId", "general"),
            ($"{Consumer}:Config:AutoOffsetReset", "Earliest"),
            ($"{Consumer}:Config:BootstrapServers", "general:1"),
            ($"{Consumer}:orders:Config:GroupId", "orders"),
            ($"{Consumer}:orders:DisableHealthChecks", "true"),
            ("ConnectionStrings:teas", "teas:3"));
        KafkaConsumerSettings? orders = null, teas = null;

        builder.AddKeyedKafkaConsumer<string, string>("orders", settings => orders = settings);
        builder.AddKeyedKafkaConsumer<string, string>("teas", settings => teas = settings);

        Assert.Equal(("orders", "general:1", true), (orders!.Config.GroupId, orders.Config.BootstrapServers, orders.DisableHealthChecks));
        Assert.Equal(("general", "teas:3", false), (teas!.Config.GroupId, teas.Config.BootstrapServers, teas.DisableHealthChecks));
        Assert.Equal(AutoOffsetReset.Earliest, teas.Config.AutoOffsetReset);
    }

    [Fact]
    public async Task A_missing_connection_string_is_named_with_the_places_to_set_it_when_the_client_is_resolved()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.AddKafkaProducer<string, string>("kafka");
            builder.AddKafkaConsumer<string, string>("kafka");
        });

        var ofProducer = Assert.Throws<InvalidOperationException>(() => application.Get<IProducer<string, string>>());
        var ofConsumer = Assert.Throws<InvalidOperationException>(() => application.Get<IConsumer<string, string>>());

        Assert.Contains("'ConnectionStrings:kafka'", ofProducer.Message);
        Assert.Contains($"'{Producer}:kafka'", ofProducer.Message);
        Assert.Contains($"'{Consumer}:kafka'", ofConsumer.Message);
        var health = await application.CheckHealthAsync();
        Assert.Equal(ofProducer.Message, health.Entries["Aspire.Confluent.Kafka.Producer"].Description);
        Assert.Equal(ofConsumer.Message, health.Entries["Aspire.Confluent.Kafka.Consumer"].Description);
    }

    [Fact]
    public async Task A_consumer_without_a_group_is_told_where_to_name_one()
    {
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddKafkaConsumer<string, string>("kafka"), ("ConnectionStrings:kafka", "nowhere:1"));

        var error = Assert.Throws<InvalidOperationException>(() => application.Get<IConsumer<string, string>>());

        Assert.Contains("'GroupId'", error.Message);
        Assert.Contains($"'{Consumer}:kafka:Config'", error.Message);
    }

    [Fact]
    public async Task The_statistics_behind_metrics_are_reported_each_second_unless_the_application_says_otherwise()
    {
        KafkaProducerSettings? metered = null, slow = null, silent = null;
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.AddKafkaProducer<string, string>("kafka", settings => metered = settings);
                builder.AddKeyedKafkaProducer<string, string>("slow", settings => (slow = settings).Config.StatisticsIntervalMs = 5000);
                builder.AddKeyedKafkaProducer<string, string>("silent", settings => (silent = settings).DisableMetrics = true);
            },
            ("ConnectionStrings:kafka", "127.0.0.1:1"), ("ConnectionStrings:slow", "127.0.0.1:1"), ("ConnectionStrings:silent", "127.0.0.1:1"));

        application.Get<IProducer<string, string>>();
        application.Get<IProducer<string, string>>("slow");
        application.Get<IProducer<string, string>>("silent");

        Assert.Equal((1000, 5000, null), (metered!.Config.StatisticsIntervalMs, slow!.Config.StatisticsIntervalMs, silent!.Config.StatisticsIntervalMs));
    }

    [Fact]
    public async Task A_builder_can_be_changed_with_the_applications_services()
    {
        var failed = new TaskCompletionSource<Error>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddKafkaProducer<string, string>("kafka", (services, producer) =>
            {
                Assert.NotNull(services);
                producer.SetErrorHandler((_, error) => failed.TrySetResult(error));
            }),
            ("ConnectionStrings:kafka", "127.0.0.1:1"));

        application.Get<IProducer<string, string>>();

        Assert.True((await failed.Task.WaitAsync(TimeSpan.FromSeconds(20))).IsLocalError);
    }
}
