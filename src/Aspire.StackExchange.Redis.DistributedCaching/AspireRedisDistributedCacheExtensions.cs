using Aspire.StackExchange.Redis;
using Aspire.StackExchange.Redis.DistributedCaching;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers <see cref="IDistributedCache"/> on Redis.</summary>
public static class AspireRedisDistributedCacheExtensions
{
    /// <summary>
    /// Registers a Redis client as <see cref="AspireRedisExtensions.AddRedisClient"/> does, and an
    /// <see cref="IDistributedCache"/> that keeps its entries there.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name of the connection string, and of the configuration section of this client.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureOptions">Changes the options of StackExchange.Redis after configuration was read.</param>
    public static void AddRedisDistributedCache(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
        => builder.AddRedisClientBuilder(connectionName, configureSettings, configureOptions).WithDistributedCache();

    /// <summary>
    /// Registers a Redis client under a key as <see cref="AspireRedisExtensions.AddKeyedRedisClient"/> does, and an
    /// <see cref="IDistributedCache"/> on it under the same key. The cache is the one without a key as well, unless
    /// another was registered as that.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The key of the services, which is the name of the connection string as well.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureOptions">Changes the options of StackExchange.Redis after configuration was read.</param>
    public static void AddKeyedRedisDistributedCache(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        builder.AddKeyedRedisClientBuilder(name, configureSettings, configureOptions).WithKeyedDistributedCache(name);
        builder.Services.TryAddSingleton(services => services.GetRequiredKeyedService<IDistributedCache>(name));
    }

    /// <summary>
    /// Registers an <see cref="IDistributedCache"/> on the connection of this client. Every entry ends: after what it says
    /// or after <see cref="StackExchangeRedisSettings.DefaultTimeToLive"/>, at the latest after
    /// <see cref="StackExchangeRedisSettings.MaximumTimeToLive"/>.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="configureOptions">Changes the options of the cache, such as the prefix of its keys.</param>
    public static AspireRedisClientBuilder WithDistributedCache(
        this AspireRedisClientBuilder builder, Action<RedisCacheOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.HostBuilder.Services;
        services.AddStackExchangeRedisCache(static _ => { });
        services.AddOptions<RedisCacheOptions>().Configure<IServiceProvider>((options, provider) =>
            Configure(options, provider, builder.ServiceKey, configureOptions));

        // The registered cache is a subclass that nobody outside its package can name: it is created by its type.
        var registered = services.Last(service => service.ServiceType == typeof(IDistributedCache) && !service.IsKeyedService);
        services.Remove(registered);
        services.AddSingleton<IDistributedCache>(provider => Expiring(
            (RedisCache)ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!), provider, builder));
        return builder;
    }

    /// <summary>Registers an <see cref="IDistributedCache"/> under a key on the connection of this client.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="name">The key of the cache.</param>
    /// <param name="configureOptions">Changes the options of the cache, such as the prefix of its keys.</param>
    public static AspireRedisClientBuilder WithKeyedDistributedCache(
        this AspireRedisClientBuilder builder, string name, Action<RedisCacheOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.HostBuilder.Services.AddKeyedSingleton<IDistributedCache>(name, (provider, _) =>
        {
            // The cache's options know no names: they are made for this cache alone.
            var options = new RedisCacheOptions();
            Configure(options, provider, builder.ServiceKey, configureOptions);
            return Expiring(new RedisCache(Options.Options.Create(options)), provider, builder);
        });
        return builder;
    }

    private static ExpiringCache Expiring(RedisCache cache, IServiceProvider provider, AspireRedisClientBuilder builder)
        => new(cache, builder.Settings, provider.GetService<TimeProvider>() ?? TimeProvider.System);

    private static void Configure(
        RedisCacheOptions options, IServiceProvider provider, string? serviceKey, Action<RedisCacheOptions>? configureOptions)
    {
        options.ConnectionMultiplexerFactory = () => Task.FromResult(serviceKey is null
            ? provider.GetRequiredService<IConnectionMultiplexer>()
            : provider.GetRequiredKeyedService<IConnectionMultiplexer>(serviceKey));
        configureOptions?.Invoke(options);
    }
}
