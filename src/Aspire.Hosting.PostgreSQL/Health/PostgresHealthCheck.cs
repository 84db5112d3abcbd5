using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Aspire.Hosting.Postgres;

/// <summary>Connects to a server or database as its users do, and asks it something.</summary>
/// <param name="target">The server or database.</param>
/// <param name="password">The parameter that the connection string takes the password from, for the message when it is refused.</param>
internal sealed class PostgresHealthCheck(IResourceWithConnectionString target, ParameterResource password) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Without a pool: an idle connection would keep a server from stopping and a database from being dropped.
            var settings = new NpgsqlConnectionStringBuilder(await target.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false)) { Pooling = false };
            if (target is not PostgresDatabaseResource)
                settings.Database ??= "postgres";
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var question = new NpgsqlCommand("SELECT 1", connection);
            await question.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            return HealthCheckResult.Unhealthy(
                $"PostgreSQL does not accept the password of the parameter '{password.Name}'. Kept data keeps the password that it was made with: "
                + $"set Parameters:{password.Name} to that password, or start with fresh data.", e);
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy($"PostgreSQL does not answer: {e.Message}", e);
        }
    }
}
