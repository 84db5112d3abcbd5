using Aspire.ClientIntegrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Turns the settings of one Redis client into services.</summary>
internal static class RedisRegistration
{
    internal const string Section = "Aspire:StackExchange:Redis";

    internal static AspireRedisClientBuilder Register(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<StackExchangeRedisSettings>? configureSettings,
        Action<ConfigurationOptions>? configureOptions)
    {
        var section = builder.Configuration.GetSection(Section);
        var namedSection = section.GetSection(connectionName);
        var settings = ReadSettings(builder, connectionName, section, namedSection);
        configureSettings?.Invoke(settings);

        var client = new RedisClient(serviceKey, connectionName, settings);
        AddOptions(builder.Services, client, section, namedSection, configureOptions);
        AddConnection(builder.Services, client);

        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddSource(RedisCommandTracer.SourceName));
        }

        if (!settings.DisableHealthChecks)
        {
            builder.TryAddHealthCheck(
                serviceKey is null ? "StackExchange.Redis" : $"StackExchange.Redis_{serviceKey}",
                services => new RedisHealthCheck(() => client.Resolve(services)));
        }

        return new AspireRedisClientBuilder(builder, settings, serviceKey);
    }

    private static StackExchangeRedisSettings ReadSettings(
        IHostApplicationBuilder builder, string connectionName, IConfigurationSection section, IConfigurationSection namedSection)
    {
        var settings = new StackExchangeRedisSettings();
        section.Bind(settings);
        namedSection.Bind(settings);
        settings.ConnectionString = ConnectionStrings.Find(builder, connectionName) ?? settings.ConnectionString;
        return settings;
    }

    private static void AddOptions(
        IServiceCollection services,
        RedisClient client,
        IConfigurationSection section,
        IConfigurationSection namedSection,
        Action<ConfigurationOptions>? configureOptions)
    {
        services.AddSingleton(client);
        services.TryAddTransient<IOptionsFactory<ConfigurationOptions>, RedisOptionsFactory>();
        services.AddOptions<ConfigurationOptions>(client.OptionsName).Configure(options =>
        {
            section.GetSection(nameof(ConfigurationOptions)).Bind(options);
            namedSection.GetSection(nameof(ConfigurationOptions)).Bind(options);
            configureOptions?.Invoke(options);
        });
    }

    private static void AddConnection(IServiceCollection services, RedisClient client)
    {
        services.TryAddSingleton<RedisCommandTracer>();
        services.TryAddSingleton<RedisConnector>();
        services.AddHostedService<RedisActivator>();
        if (client.ServiceKey is null)
        {
            services.TryAddSingleton<IConnectionMultiplexer>(provider =>
                provider.GetRequiredService<RedisConnector>().Connect(Options.DefaultName));
        }
        else
        {
            services.TryAddKeyedSingleton<IConnectionMultiplexer>(client.ServiceKey, (provider, _) =>
                provider.GetRequiredService<RedisConnector>().Connect(client.OptionsName));
        }
    }
}
