using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Building;

/// <summary>Asks an endpoint for a path.</summary>
internal sealed class HttpEndpointHealthCheck(Func<EndpointReference> endpoint, string path, int expectedStatus) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var reference = endpoint();
        var address = CheckedInstance.Current?.AddressOf(reference)
            ?? new Uri((await reference.GetValueAsync(cancellationToken).ConfigureAwait(false))!);
        return await HttpProbe.AskAsync(new Uri(address, path), expectedStatus, cancellationToken).ConfigureAwait(false);
    }
}
