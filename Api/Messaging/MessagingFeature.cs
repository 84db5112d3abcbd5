using Api.Messaging.Confirmation;
using Api.Messaging.DeadLetters;
using Api.Messaging.Outbox;
using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Api.Messaging;

internal static class MessagingFeature
{
    public const string ConnectionName = "messaging";

    private const string ConsumerGroup = "order-confirmation";
    private const int GiveUpMilliseconds = 5000;
    private const int ReplicaGoneMilliseconds = 10_000;

    /// <summary>Announces orders on Kafka, under the connection name <c>messaging</c>, and confirms what was announced.</summary>
    public static void AddMessaging(this IHostApplicationBuilder builder)
    {
        builder.AddProducer();
        builder.AddConsumers();
        // Degraded: orders wait in the outbox, so nobody should take the service away for the loss of Kafka.
        builder.Services.AddHealthChecks().AddCheck<KafkaHealthCheck>("messaging", HealthStatus.Degraded);
        builder.Services.AddExceptionHandler<KafkaUnavailableHandler>();

        builder.Services.AddSingleton<MessageTrace>();
        builder.Services.AddSingleton<Topics>();
        builder.Services.AddSingleton<OutboxStore>();
        builder.Services.AddSingleton<OutboxPublisher>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OutboxPublisher>());
        builder.Services.AddSingleton<ConfirmationStore>();
        builder.Services.AddSingleton<DeadLetterWriter>();
        builder.Services.AddSingleton<DeadLetterBox>();
        builder.Services.AddOptions<DeadLetterOptions>().BindConfiguration(DeadLetterOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<AnnouncementHandler>();
        builder.Services.AddHostedService<OrderConfirmer>();
    }

    private static void AddProducer(this IHostApplicationBuilder builder)
    {
        builder.AddKafkaProducer<string, string>(ConnectionName, settings =>
        {
            settings.DisableHealthChecks = true;   // it would call the service unhealthy
            settings.Config.Acks = Acks.All;
            // The outbox keeps the order and the inbox finds doubles. An idempotent producer would add an error that only
            // a restart mends, for a broker that forgot it.
            settings.Config.EnableIdempotence = false;
            settings.Config.MessageTimeoutMs = GiveUpMilliseconds;
            Reconnect(settings.Config);
        });
        // Lazily, as the client loads a native library: start-up does not wait for that.
        builder.Services.AddSingleton(services => new Lazy<IProducer<string, string>>(services.GetRequiredService<IProducer<string, string>>));
    }

    private static void AddConsumers(this IHostApplicationBuilder builder)
    {
        builder.AddKafkaConsumer<string, string>(ConnectionName, settings =>
        {
            settings.DisableHealthChecks = true;
            settings.Config.GroupId ??= ConsumerGroup;
            settings.Config.AutoOffsetReset = AutoOffsetReset.Earliest;
            settings.Config.EnableAutoOffsetStore = false;   // committed is what was brought to an end, not what was read
            settings.Config.SessionTimeoutMs = ReplicaGoneMilliseconds;
            Reconnect(settings.Config);
        });
        builder.Services.AddSingleton(services => new Lazy<IConsumer<string, string>>(services.GetRequiredService<IConsumer<string, string>>));

        builder.AddKeyedKafkaConsumer<string, string>(ConnectionName, settings =>
        {
            settings.DisableHealthChecks = true;
            settings.Config.GroupId = $"{settings.Config.GroupId ?? ConsumerGroup}.dead-letters";
            settings.Config.EnableAutoCommit = false;
            Reconnect(settings.Config);
        });
        builder.Services.AddKeyedSingleton(ConnectionName, (services, key) =>
            new Lazy<IConsumer<string, string>>(() => services.GetRequiredKeyedService<IConsumer<string, string>>(key)));
    }

    /// <summary>Back within two seconds after a broker is; by default the client may wait for ten.</summary>
    private static void Reconnect(ClientConfig config)
    {
        config.ReconnectBackoffMs = 500;
        config.ReconnectBackoffMaxMs = 2000;
    }
}
