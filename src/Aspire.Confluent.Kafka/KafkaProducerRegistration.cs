using Confluent.Kafka;
using Microsoft.Extensions.Hosting;

namespace Aspire.Confluent.Kafka;

/// <summary>Registers and builds producers.</summary>
internal static class KafkaProducerRegistration
{
    internal static void Register<TKey, TValue>(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<KafkaProducerSettings>? configureSettings,
        Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? configureBuilder)
    {
        new KafkaRegistration("Producer", connectionName, serviceKey).Add<IProducer<TKey, TValue>, KafkaProducerSettings>(
            builder, configureSettings, Build);

        IProducer<TKey, TValue> Build(IServiceProvider services, KafkaProducerSettings settings, KafkaObserver observer)
        {
            var builder = new ObservedProducerBuilder<TKey, TValue>(settings.Config);
            configureBuilder?.Invoke(services, builder);
            builder.Observe(observer);

            var producer = builder.Build();
            return settings.DisableTracing
                ? producer
                : new TracingProducer<TKey, TValue>(producer, new KafkaSpans(settings.Config, producer.Name));
        }
    }
}
