using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Building;

/// <summary>Asks an endpoint for a path.</summary>
internal sealed class HttpEndpointHealthCheck(Func<EndpointReference> endpoint, string path, int expectedStatus) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var address = await endpoint().GetValueAsync(cancellationToken).ConfigureAwait(false);
        return await HttpProbe.AskAsync(new Uri(new Uri(address!), path), expectedStatus, cancellationToken).ConfigureAwait(false);
    }
}
