using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>
/// Healthy while the server answers a PING over the application's own connection. Where it does not, the answer is the
/// sentence that a diagnosis found.
/// </summary>
internal sealed class RedisHealthCheck(
    Func<IConnectionMultiplexer> resolve, Func<CancellationToken, Task<string?>> diagnoseAsync) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IConnectionMultiplexer connection;
        try
        {
            // The first use opens the connection, which blocks: not on the caller's thread.
            connection = await Task.Run(resolve, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException exception)
        {
            // The settings cannot be used, and the message says which.
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
        catch (RedisConnectionException exception)
        {
            // With abortConnect=true a client that cannot connect is not created.
            return await UnhealthyAsync(exception.Message, exception).ConfigureAwait(false);
        }

        if (!connection.IsConnected)
        {
            var servers = string.Join(", ", connection.GetEndPoints(configuredOnly: true).Select(EndPointText.Of));
            return await UnhealthyAsync($"There is no connection to Redis at {servers}.").ConfigureAwait(false);
        }

        try
        {
            await connection.GetDatabase().PingAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or InvalidOperationException)
        {
            return await UnhealthyAsync(exception.Message, exception).ConfigureAwait(false);
        }

        async Task<HealthCheckResult> UnhealthyAsync(string symptom, Exception? exception = null)
            => await diagnoseAsync(cancellationToken).ConfigureAwait(false) is { } reason
                ? new HealthCheckResult(context.Registration.FailureStatus, reason)
                : new HealthCheckResult(context.Registration.FailureStatus, symptom, exception);
    }
}
