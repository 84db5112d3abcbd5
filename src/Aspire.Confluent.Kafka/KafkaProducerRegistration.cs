using Aspire.ClientIntegrations;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Confluent.Kafka;

/// <summary>Turns the settings of one producer into services.</summary>
internal static class KafkaProducerRegistration
{
    private const string Section = "Aspire:Confluent:Kafka:Producer";
    private const string HealthCheck = "Aspire.Confluent.Kafka.Producer";

    internal static void Register<TKey, TValue>(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<KafkaProducerSettings>? configureSettings,
        Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? configureBuilder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var settings = ReadSettings(builder, connectionName);
        configureSettings?.Invoke(settings);
        settings.Config.BootstrapServers = settings.ConnectionString ?? settings.Config.BootstrapServers;

        IProducer<TKey, TValue> Create(IServiceProvider services) => Build(services, connectionName, settings, configureBuilder);
        if (serviceKey is null)
        {
            builder.Services.AddSingleton(Create);
        }
        else
        {
            builder.Services.AddKeyedSingleton(serviceKey, (services, _) => Create(services));
        }

        KafkaTelemetry.Add(builder, !settings.DisableTracing, !settings.DisableMetrics);
        if (!settings.DisableHealthChecks)
        {
            KafkaHealthCheck.Add(builder, HealthCheck, serviceKey, services => serviceKey is null
                ? services.GetRequiredService<IProducer<TKey, TValue>>()
                : services.GetRequiredKeyedService<IProducer<TKey, TValue>>(serviceKey));
        }
    }

    private static KafkaProducerSettings ReadSettings(IHostApplicationBuilder builder, string connectionName)
    {
        var settings = new KafkaProducerSettings();
        foreach (var section in KafkaSections.From(builder, Section, connectionName))
        {
            section.Bind(settings);
            section.GetSection(nameof(settings.Config)).Bind(settings.Config);
        }

        settings.ConnectionString = ConnectionStrings.Find(builder, connectionName) ?? settings.ConnectionString;
        return settings;
    }

    private static IProducer<TKey, TValue> Build<TKey, TValue>(
        IServiceProvider services,
        string connectionName,
        KafkaProducerSettings settings,
        Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? configureBuilder)
    {
        if (string.IsNullOrWhiteSpace(settings.Config.BootstrapServers))
        {
            throw ConnectionStrings.Missing(connectionName, Section);
        }

        if (!settings.DisableMetrics)
        {
            settings.Config.StatisticsIntervalMs ??= KafkaMetrics.DefaultIntervalMs;
        }

        var builder = new ObservedProducerBuilder<TKey, TValue>(settings.Config);
        configureBuilder?.Invoke(services, builder);
        builder.Observe(
            services.GetRequiredService<KafkaLog>(),
            settings.DisableMetrics ? null : services.GetRequiredService<KafkaMetrics>());

        var producer = builder.Build();
        return settings.DisableTracing
            ? producer
            : new TracingProducer<TKey, TValue>(producer, new KafkaSpans(settings.Config, producer.Name));
    }
}
