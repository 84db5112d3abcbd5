using Aspire.ClientIntegrations;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Confluent.Kafka;

/// <summary>Turns the settings of one consumer into services.</summary>
internal static class KafkaConsumerRegistration
{
    private const string Section = "Aspire:Confluent:Kafka:Consumer";
    private const string HealthCheck = "Aspire.Confluent.Kafka.Consumer";

    internal static void Register<TKey, TValue>(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var settings = ReadSettings(builder, connectionName);
        configureSettings?.Invoke(settings);
        settings.Config.BootstrapServers = settings.ConnectionString ?? settings.Config.BootstrapServers;

        IConsumer<TKey, TValue> Create(IServiceProvider services) => Build(services, connectionName, settings, configureBuilder);
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
                ? services.GetRequiredService<IConsumer<TKey, TValue>>()
                : services.GetRequiredKeyedService<IConsumer<TKey, TValue>>(serviceKey));
        }
    }

    private static KafkaConsumerSettings ReadSettings(IHostApplicationBuilder builder, string connectionName)
    {
        var settings = new KafkaConsumerSettings();
        foreach (var section in KafkaSections.From(builder, Section, connectionName))
        {
            section.Bind(settings);
            section.GetSection(nameof(settings.Config)).Bind(settings.Config);
        }

        settings.ConnectionString = ConnectionStrings.Find(builder, connectionName) ?? settings.ConnectionString;
        return settings;
    }

    private static IConsumer<TKey, TValue> Build<TKey, TValue>(
        IServiceProvider services,
        string connectionName,
        KafkaConsumerSettings settings,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder)
    {
        if (string.IsNullOrWhiteSpace(settings.Config.BootstrapServers))
        {
            throw ConnectionStrings.Missing(connectionName, Section);
        }

        if (string.IsNullOrWhiteSpace(settings.Config.GroupId))
        {
            throw new InvalidOperationException(
                $"The Kafka consumer '{connectionName}' belongs to no group. Set 'GroupId' in the configuration section "
                + $"'{Section}:Config' or '{Section}:{connectionName}:Config', or Config.GroupId in configureSettings.");
        }

        if (!settings.DisableMetrics)
        {
            settings.Config.StatisticsIntervalMs ??= KafkaMetrics.DefaultIntervalMs;
        }

        var builder = new ObservedConsumerBuilder<TKey, TValue>(settings.Config);
        configureBuilder?.Invoke(services, builder);
        builder.Observe(
            services.GetRequiredService<KafkaLog>(),
            settings.DisableMetrics ? null : services.GetRequiredService<KafkaMetrics>());

        var consumer = builder.Build();
        return settings.DisableTracing
            ? consumer
            : new TracingConsumer<TKey, TValue>(consumer, new KafkaSpans(settings.Config, consumer.Name));
    }
}
