using Aspire.ClientIntegrations;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Confluent.Kafka;

/// <summary>Turns the settings of one client, a producer or a consumer, into services.</summary>
/// <param name="Kind"><c>Producer</c> or <c>Consumer</c>, as it stands in the names of sections and health checks.</param>
/// <param name="ConnectionName">The name of the connection string, and of the client's own section.</param>
/// <param name="ServiceKey">The key of the client among the services, or null for the one without a key.</param>
internal sealed record KafkaRegistration(string Kind, string ConnectionName, string? ServiceKey)
{
    internal string Section => $"Aspire:Confluent:Kafka:{Kind}";

    /// <param name="builder">The application.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="build">Builds the client when it is first resolved, of settings that name a server.</param>
    internal void Add<TClient, TSettings>(
        IHostApplicationBuilder builder, Action<TSettings>? configureSettings, Func<IServiceProvider, TSettings, KafkaObserver, TClient> build)
        where TClient : class, IClient
        where TSettings : class, IKafkaSettings, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(ConnectionName);
        var settings = ReadSettings<TSettings>(builder);
        configureSettings?.Invoke(settings);
        settings.Config.BootstrapServers = settings.ConnectionString ?? settings.Config.BootstrapServers;

        if (ServiceKey is null)
        {
            builder.Services.AddSingleton(Create);
        }
        else
        {
            builder.Services.AddKeyedSingleton(ServiceKey, (services, _) => Create(services));
        }

        KafkaTelemetry.Add(builder, !settings.DisableTracing, !settings.DisableMetrics);
        if (!settings.DisableHealthChecks)
        {
            KafkaHealthCheck.Add(builder, $"Aspire.Confluent.Kafka.{Kind}", ServiceKey, services => ServiceKey is null
                ? services.GetRequiredService<TClient>()
                : services.GetRequiredKeyedService<TClient>(ServiceKey));
        }

        TClient Create(IServiceProvider services)
        {
            if (string.IsNullOrWhiteSpace(settings.Config.BootstrapServers))
            {
                throw ConnectionStrings.Missing(ConnectionName, Section);
            }

            if (!settings.DisableMetrics)
            {
                settings.Config.StatisticsIntervalMs ??= KafkaMetrics.DefaultIntervalMs;
            }

            return build(services, settings, new KafkaObserver(
                services.GetRequiredService<KafkaLog>(),
                settings.DisableMetrics ? null : services.GetRequiredService<KafkaMetrics>()));
        }
    }

    /// <summary>Reads the section of all clients of the kind, then the one of this client, which wins.</summary>
    private TSettings ReadSettings<TSettings>(IHostApplicationBuilder builder) where TSettings : class, IKafkaSettings, new()
    {
        var settings = new TSettings();
        var general = builder.Configuration.GetSection(Section);
        foreach (var section in new[] { general, general.GetSection(ConnectionName) })
        {
            section.Bind(settings);
            section.GetSection(nameof(settings.Config)).Bind(settings.Config);
        }

        settings.ConnectionString = ConnectionStrings.Find(builder, ConnectionName) ?? settings.ConnectionString;
        return settings;
    }
}
