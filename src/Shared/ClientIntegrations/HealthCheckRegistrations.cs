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
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="create">
    /// Creates the check, in the scope of one run. It must not throw, so it leaves resolving the client to the check:
    /// the health endpoint does not survive an exception here.
    /// </param>
    internal static void TryAddHealthCheck(
        this IHostApplicationBuilder builder, string name, Func<IServiceProvider, IHealthCheck> create)
    {
        if (builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true))
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(name, create, failureStatus: null, tags: null));
        }
    }
}
