using Microsoft.Extensions.Hosting;

namespace Aspire.StackExchange.Redis;

/// <summary>A registered Redis client, to which caches and other features that share its connection are added.</summary>
/// <param name="hostBuilder">The application that the client belongs to.</param>
/// <param name="settings">The settings that the client was registered with.</param>
/// <param name="serviceKey">The key of the client among the services, or null for the one without a key.</param>
public class AspireRedisClientBuilder(
    IHostApplicationBuilder hostBuilder, StackExchangeRedisSettings settings, string? serviceKey)
{
    /// <summary>The application that the client belongs to.</summary>
    public IHostApplicationBuilder HostBuilder { get; } = hostBuilder ?? throw new ArgumentNullException(nameof(hostBuilder));

    /// <summary>The settings that the client was registered with.</summary>
    public StackExchangeRedisSettings Settings { get; } = settings ?? throw new ArgumentNullException(nameof(settings));

    /// <summary>The key of the client among the services, or null for the one without a key.</summary>
    public string? ServiceKey { get; } = serviceKey;
}
