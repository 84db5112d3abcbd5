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
        var (settings, source) = ReadSettings(builder, connectionName, section, namedSection);
        configureSettings?.Invoke(settings);
        settings.CheckTimesToLive(connectionName);

        var client = new RedisClient(serviceKey, connectionName, settings, source);
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
                services => new RedisHealthCheck(
                    () => client.Resolve(services),
                    cancellation => services.GetRequiredService<RedisConnector>().DiagnoseAsync(client.OptionsName, cancellation)));
        }

        return new AspireRedisClientBuilder(builder, settings, serviceKey);
    }

    private static (StackExchangeRedisSettings Settings, RedisSource Source) ReadSettings(
        IHostApplicationBuilder builder, string connectionName, IConfigurationSection section, IConfigurationSection namedSection)
    {
        var settings = new StackExchangeRedisSettings();
        section.Bind(settings);
        namedSection.Bind(settings);
        var source = new RedisSource($"ConnectionStrings:{connectionName}");
        if (ConnectionStrings.Find(builder, connectionName) is { } connectionString)
        {
            settings.ConnectionString = connectionString;
        }
        else if (!string.IsNullOrWhiteSpace(settings.ConnectionString))
        {
            var own = namedSection[nameof(settings.ConnectionString)] is null ? section : namedSection;
            source = new RedisSource($"{own.Path}:{nameof(settings.ConnectionString)}");
        }
        else if (RedisProperties.Find(builder.Configuration, connectionName) is { } properties)
        {
            (settings.ConnectionString, source) = properties;
        }

        return (settings, source);
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
        }).PostConfigure(options => RedisOptionsFactory.Complete(options, client));
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
