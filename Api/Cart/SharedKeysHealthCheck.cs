using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Api.Cart;

/// <summary>Registered as degraded at worst: without the keys all but the cart still works.</summary>
internal sealed class SharedKeysHealthCheck(SharedKeys keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(keys.AreLoaded
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, "The keys of sessions are not read from Redis yet; carts are out of reach."));
}
