using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>One registered Redis client.</summary>
internal sealed class RedisClient(string? serviceKey, string connectionName, StackExchangeRedisSettings settings)
{
    /// <summary>Its key among the services; null for the client without a key.</summary>
    internal string? ServiceKey { get; } = serviceKey;

    internal string ConnectionName { get; } = connectionName;

    internal StackExchangeRedisSettings Settings { get; } = settings;

    /// <summary>The name under which its <see cref="ConfigurationOptions"/> are found among the options.</summary>
    internal string OptionsName => ServiceKey ?? Options.DefaultName;

    internal IConnectionMultiplexer Resolve(IServiceProvider services) => ServiceKey is null
        ? services.GetRequiredService<IConnectionMultiplexer>()
        : services.GetRequiredKeyedService<IConnectionMultiplexer>(ServiceKey);
}
