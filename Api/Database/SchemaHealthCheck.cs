using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Api.Database;

/// <summary>No request is sent here before the tables exist.</summary>
internal sealed class SchemaHealthCheck(SchemaUpdate schema) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(schema.IsFinished
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, "The database's schema is not up to date yet."));
}
