using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of the system does alike, each concept in a file of its own.</summary>
public static partial class Extensions
{
    /// <summary>
    /// Gives a service telemetry, health checks, service discovery and an HTTP client that survives short failures.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.ConfigureOpenTelemetry();
        builder.AddDefaultHealthChecks();
        builder.AddGracefulShutdown();
        builder.ConfigureHttpClients();
        return builder;
    }

    /// <summary>Every HttpClient finds services by name (<c>http://api</c>) and retries what may be sent twice.</summary>
    private static void ConfigureHttpClients(this IHostApplicationBuilder builder)
    {
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            // A POST that timed out may have been carried out: whoever sent it decides, not a handler.
            http.AddStandardResilienceHandler(resilience => resilience.Retry.DisableForUnsafeHttpMethods());
            http.AddServiceDiscovery();
        });
    }
}
