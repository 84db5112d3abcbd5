using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Api.Products;

internal static class ProductsFeature
{
    private const int ConnectTimeoutMilliseconds = 1000;
    private const int ReconnectAfterMilliseconds = 500;

    /// <summary>Products in PostgreSQL, read through a cache in Redis, under the connection name <c>cache</c>.</summary>
    public static void AddProducts(this IHostApplicationBuilder builder)
    {
        builder.AddRedisClient("cache",
            // Its check would call the service unhealthy, and a load balancer would end it, for the loss of a cache.
            settings => settings.DisableHealthChecks = true,
            FailFast);
        builder.Services.AddHealthChecks()
            .AddCheck<ProductCacheHealthCheck>("cache", HealthStatus.Degraded);

        builder.Services.AddOptions<ProductCacheOptions>()
            .BindConfiguration(ProductCacheOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ProductCache>();
        builder.Services.AddSingleton<ProductStore>();
    }

    /// <summary>By default a command waits up to five seconds for a lost connection to come back: longer than asking PostgreSQL.</summary>
    private static void FailFast(ConfigurationOptions options)
    {
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = ConnectTimeoutMilliseconds;
        options.ReconnectRetryPolicy = new LinearRetry(ReconnectAfterMilliseconds);
    }
}
