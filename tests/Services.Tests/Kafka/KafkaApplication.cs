using System.Runtime.CompilerServices;
using Confluent.Kafka;
using Microsoft.Extensions.Hosting;
using Services.Tests.Servers;

namespace Services.Tests.Kafka;

/// <summary>An application that produces to Kafka and consumes from it.</summary>
internal static class KafkaApplication
{
    /// <summary>Configuration with a group of its own: a consumer that is not closed blocks its group for a while.</summary>
    internal static (string, string?)[] Configuration(KafkaBroker broker, [CallerMemberName] string group = "") =>
    [
        ("ConnectionStrings:kafka", broker.BootstrapServers),
        ("Aspire:Confluent:Kafka:Consumer:Config:GroupId", group),
        ("Aspire:Confluent:Kafka:Consumer:Config:AutoOffsetReset", "Earliest"),
    ];

    internal static Task<TestApplication> StartAsync(KafkaBroker broker, [CallerMemberName] string group = "") => TestApplication.StartAsync(
        builder =>
        {
            builder.AddKafkaProducer<string, string>("kafka");
            builder.AddKafkaConsumer<string, string>("kafka");
        },
        Configuration(broker, group));

    /// <summary>The next record of a topic, which has to exist.</summary>
    internal static ConsumeResult<string, string> ConsumeFrom(this TestApplication application, string topic)
    {
        var consumer = application.Get<IConsumer<string, string>>();
        if (!consumer.Subscription.Contains(topic))
        {
            consumer.Subscribe(topic);
        }

        return consumer.ConsumeNext();
    }

    internal static ConsumeResult<string, string> ConsumeNext(this IConsumer<string, string> consumer)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return consumer.Consume(limit.Token);
    }
}
