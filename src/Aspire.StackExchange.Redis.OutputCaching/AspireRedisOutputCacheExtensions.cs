using Aspire.StackExchange.Redis;
using Aspire.StackExchange.Redis.OutputCaching;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.OutputCaching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers ASP.NET Core output caching on Redis. The application still calls <c>UseOutputCache</c>.</summary>
public static class AspireRedisOutputCacheExtensions
{
    /// <summary>
    /// Registers a Redis client as <see cref="AspireRedisExtensions.AddRedisClient"/> does, and output caching that keeps
    /// responses there.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name of the connection string, and of the configuration section of this client.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureOptions">Changes the options of StackExchange.Redis after configuration was read.</param>
    public static void AddRedisOutputCache(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
        => builder.AddRedisClientBuilder(connectionName, configureSettings, configureOptions).WithOutputCache();

    /// <summary>
    /// Registers a Redis client under a key as <see cref="AspireRedisExtensions.AddKeyedRedisClient"/> does, and output
    /// caching that keeps responses there. An application has one output cache; it is not a keyed service.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The key of the client, which is the name of the connection string as well.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureOptions">Changes the options of StackExchange.Redis after configuration was read.</param>
    public static void AddKeyedRedisOutputCache(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
        => builder.AddKeyedRedisClientBuilder(name, configureSettings, configureOptions).WithOutputCache();

    /// <summary>
    /// Registers output caching on the connection of this client. No response is kept for longer than
    /// <see cref="StackExchangeRedisSettings.MaximumTimeToLive"/>.
    /// </summary>
    /// <param name="builder">The client.</param>
    public static AspireRedisClientBuilder WithOutputCache(this AspireRedisClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.HostBuilder.Services;
        services.AddStackExchangeRedisOutputCache(static _ => { });
        services.AddOptions<RedisOutputCacheOptions>().Configure<IServiceProvider>((options, provider) =>
            options.ConnectionMultiplexerFactory = () => Task.FromResult(builder.ServiceKey is null
                ? provider.GetRequiredService<IConnectionMultiplexer>()
                : provider.GetRequiredKeyedService<IConnectionMultiplexer>(builder.ServiceKey)));
        LimitTimesToLive(services, builder.Settings);
        return builder;
    }

    private static void LimitTimesToLive(IServiceCollection services, StackExchangeRedisSettings settings)
    {
        if (settings.DefaultTimeToLive is { } usual)
        {
            services.Configure<OutputCacheOptions>(options => options.DefaultExpirationTimeSpan = usual);
        }

        // The registered store is a type that nobody outside its package can name: it is created by its type.
        var registered = services.Last(service => service.ServiceType == typeof(IOutputCacheStore) && !service.IsKeyedService);
        services.Remove(registered);
        services.AddSingleton<IOutputCacheStore>(provider => new ExpiringOutputCacheStore(
            (IOutputCacheBufferStore)ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!),
            settings.MaximumTimeToLive));
    }
}
