using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Healthy while the server answers a PING over the application's own connection.</summary>
internal sealed class RedisHealthCheck(Func<IConnectionMultiplexer> resolve) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // The first use opens the connection, which blocks: not on the caller's thread.
            var connection = await Task.Run(resolve, cancellationToken).ConfigureAwait(false);
            if (!connection.IsConnected)
            {
                var servers = string.Join(", ", connection.GetEndPoints(configuredOnly: true).Select(EndPointText.Of));
                return new HealthCheckResult(context.Registration.FailureStatus, $"There is no connection to Redis at {servers}.");
            }

            await connection.GetDatabase().PingAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or InvalidOperationException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
