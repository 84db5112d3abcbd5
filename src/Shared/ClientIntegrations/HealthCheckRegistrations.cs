using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.ClientIntegrations;

internal static class HealthCheckRegistrations
{
    /// <summary>
    /// Registers a health check unless one of that name was registered this way before: the same connection may serve
    /// a client, a cache and an output cache, and two checks of one name make the health endpoint fail.
    /// </summary>
    internal static void TryAddHealthCheck(
        this IHostApplicationBuilder builder, string name, Action<IHealthChecksBuilder, string> add)
    {
        if (builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true))
        {
            add(builder.Services.AddHealthChecks(), name);
        }
    }

    /// <inheritdoc cref="TryAddHealthCheck(IHostApplicationBuilder, string, Action{IHealthChecksBuilder, string})"/>
    internal static void TryAddHealthCheck(
        this IHostApplicationBuilder builder, string name, Func<IServiceProvider, IHealthCheck> create)
        => builder.TryAddHealthCheck(name, (checks, name) => checks.Add(
            new HealthCheckRegistration(name, create, failureStatus: null, tags: null)));
}
