using Aspire.StackExchange.Redis;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers Redis clients in an application.</summary>
public static class AspireRedisExtensions
{
    /// <summary>
    /// Registers a singleton <see cref="IConnectionMultiplexer"/> that connects, and reconnects, to the Redis server of
    /// a connection string, with a health check and traces.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name of the connection string, and of the configuration section of this client.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureOptions">Changes the options of StackExchange.Redis after configuration was read.</param>
    /// <remarks>
    /// Settings come from <c>Aspire:StackExchange:Redis</c>, <c>Aspire:StackExchange:Redis:{connectionName}</c> and
    /// <c>ConnectionStrings:{connectionName}</c>, the later ones first; the options of StackExchange.Redis from the
    /// section <c>ConfigurationOptions</c> inside the first two. Without any of them <c>{NAME}_HOST</c> and the other
    /// connection properties count, and without these the server is <c>localhost:6379</c>. A setting that cannot be used is
    /// reported by an <see cref="InvalidOperationException"/>, here, when the host starts or when the client is first resolved.
    /// </remarks>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
        => AddRedisClientBuilder(builder, connectionName, configureSettings, configureOptions);

    /// <summary>
    /// Registers a Redis client as <see cref="AddRedisClient"/> does, and returns a builder to add caches to it.
    /// </summary>
    /// <inheritdoc cref="AddRedisClient"/>
    public static AspireRedisClientBuilder AddRedisClientBuilder(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        return RedisRegistration.Register(builder, connectionName, serviceKey: null, configureSettings, configureOptions);
    }

    /// <summary>
    /// Registers a singleton <see cref="IConnectionMultiplexer"/> under a key, so that one application can use several
    /// Redis servers.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The key of the service, which is the name of the connection string as well.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureOptions">Changes the options of StackExchange.Redis after configuration was read.</param>
    public static void AddKeyedRedisClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
        => AddKeyedRedisClientBuilder(builder, name, configureSettings, configureOptions);

    /// <summary>
    /// Registers a Redis client as <see cref="AddKeyedRedisClient"/> does, and returns a builder to add caches to it.
    /// </summary>
    /// <inheritdoc cref="AddKeyedRedisClient"/>
    public static AspireRedisClientBuilder AddKeyedRedisClientBuilder(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return RedisRegistration.Register(builder, name, serviceKey: name, configureSettings, configureOptions);
    }
}
