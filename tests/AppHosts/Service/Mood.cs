using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Service;

/// <summary>A health check that can be told to fail.</summary>
internal sealed class Mood : IHealthCheck
{
    public bool IsGood { get; set; } = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsGood ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
}
