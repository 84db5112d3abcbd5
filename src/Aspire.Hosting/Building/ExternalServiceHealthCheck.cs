using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Building;

/// <summary>Asks an external service for a path.</summary>
internal sealed class ExternalServiceHealthCheck(ExternalServiceResource service, string path, int expectedStatus) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var root = service.Uri?.ToString() ?? await service.UrlParameter!.GetValueAsync(cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(root, UriKind.Absolute, out var uri)
            ? await HttpProbe.AskAsync(new Uri(uri, path), expectedStatus, cancellationToken).ConfigureAwait(false)
            : HealthCheckResult.Unhealthy($"'{root}' is no absolute URL.");
    }
}
