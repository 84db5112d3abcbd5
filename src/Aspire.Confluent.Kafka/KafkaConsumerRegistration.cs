using Confluent.Kafka;
using Microsoft.Extensions.Hosting;

namespace Aspire.Confluent.Kafka;

/// <summary>Registers and builds consumers.</summary>
internal static class KafkaConsumerRegistration
{
    internal static void Register<TKey, TValue>(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder)
    {
        var registration = new KafkaRegistration("Consumer", connectionName, serviceKey);
        registration.Add<IConsumer<TKey, TValue>, KafkaConsumerSettings>(builder, configureSettings, Build);

        IConsumer<TKey, TValue> Build(IServiceProvider services, KafkaConsumerSettings settings, KafkaObserver observer)
        {
            if (string.IsNullOrWhiteSpace(settings.Config.GroupId))
            {
                throw new InvalidOperationException(
                    $"The Kafka consumer '{connectionName}' belongs to no group. Set 'GroupId' in the configuration section "
                    + $"'{registration.Section}:Config' or '{registration.Section}:{connectionName}:Config', or Config.GroupId in configureSettings.");
            }

            var builder = new ObservedConsumerBuilder<TKey, TValue>(settings.Config);
            configureBuilder?.Invoke(services, builder);
            builder.Observe(observer);

            var consumer = builder.Build();
            return settings.DisableTracing
                ? consumer
                : new TracingConsumer<TKey, TValue>(consumer, new KafkaSpans(settings.Config, consumer.Name));
        }
    }
}
