using Confluent.Kafka;

namespace Api.Messaging;

internal static class MessagingFeature
{
    private const string ConnectionName = "messaging";
    private const string ConsumerGroup = "order-confirmation";
    private const int GiveUpMilliseconds = 5000;
    private const int ReplicaGoneMilliseconds = 10_000;

    /// <summary>Announces orders on Kafka, under the connection name <c>messaging</c>, and confirms what was announced.</summary>
    public static void AddMessaging(this IHostApplicationBuilder builder)
    {
        builder.AddKafkaProducer<string, string>(ConnectionName, settings =>
        {
            settings.Config.Acks = Acks.All;
            settings.Config.EnableIdempotence = true;
            settings.Config.MessageTimeoutMs = GiveUpMilliseconds;
            Reconnect(settings.Config);
        });
        builder.AddKafkaConsumer<string, string>(ConnectionName, settings =>
        {
            settings.DisableHealthChecks = true;   // the producer's asks the same broker
            settings.Config.GroupId ??= ConsumerGroup;
            settings.Config.AutoOffsetReset = AutoOffsetReset.Earliest;
            settings.Config.EnableAutoOffsetStore = false;   // committed is what was confirmed, not what was read
            settings.Config.SessionTimeoutMs = ReplicaGoneMilliseconds;
            Reconnect(settings.Config);
        });
        builder.Services.AddSingleton(services => new Lazy<IProducer<string, string>>(services.GetRequiredService<IProducer<string, string>>));
        builder.Services.AddSingleton(services => new Lazy<IConsumer<string, string>>(services.GetRequiredService<IConsumer<string, string>>));

        builder.Services.AddSingleton<MessageTrace>();
        builder.Services.AddSingleton<OrdersTopic>();
        builder.Services.AddSingleton<OrderOutbox>();
        builder.Services.AddSingleton<OrderAnnouncer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OrderAnnouncer>());
        builder.Services.AddHostedService<OrderConfirmer>();
    }

    /// <summary>Back within two seconds after a broker is; by default the client may wait for ten.</summary>
    private static void Reconnect(ClientConfig config)
    {
        config.ReconnectBackoffMs = 500;
        config.ReconnectBackoffMaxMs = 2000;
    }
}
