using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Api.Caching;

internal static class CacheFeature
{
    private const int AnswerTimeoutMilliseconds = 1000;
    private const int ReconnectAfterMilliseconds = 500;

    /// <summary>Redis, under the connection name <c>cache</c>: values, responses and sessions. Each entry there has an end.</summary>
    public static void AddCache(this IHostApplicationBuilder builder)
    {
        builder.AddRedisClientBuilder("cache",
                // Its check would call the service unhealthy, and a load balancer would end it, for the loss of a cache.
                settings => settings.DisableHealthChecks = true,
                FailFast)
            .WithDistributedCache(cache => cache.InstanceName = "session:")
            .WithOutputCache();
        builder.Services.AddHealthChecks()
            .AddCheck<CacheHealthCheck>("cache", HealthStatus.Degraded);

        builder.Services.AddOutputCache();
        builder.Services.ForgiveLossOfOutputCache();
        builder.Services.AddSingleton<CacheCircuit>();
        builder.Services.AddSingleton<ReadThroughCache>();
    }

    /// <summary>By default a command waits up to five seconds for a lost connection to come back: longer than asking PostgreSQL.</summary>
    private static void FailFast(ConfigurationOptions options)
    {
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = AnswerTimeoutMilliseconds;
        options.AsyncTimeout = AnswerTimeoutMilliseconds;
        options.SyncTimeout = AnswerTimeoutMilliseconds;
        options.ReconnectRetryPolicy = new LinearRetry(ReconnectAfterMilliseconds);
    }

    private static void ForgiveLossOfOutputCache(this IServiceCollection services)
    {
        var redis = services.Last(service => service.ServiceType == typeof(IOutputCacheStore));
        services.Remove(redis);
        services.AddSingleton<IOutputCacheStore>(provider => new OutputCacheThatMayBeLost(
            (IOutputCacheStore)(redis.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, redis.ImplementationType!)),
            provider.GetRequiredService<CacheCircuit>()));
    }
}
