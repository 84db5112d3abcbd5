using Microsoft.Extensions.Logging;

namespace Aspire.StackExchange.Redis;

internal sealed partial class RedisActivator
{
    [LoggerMessage(1, LogLevel.Error, "The Redis client '{ConnectionName}' could not be created.")]
    private partial void LogFailed(string connectionName, Exception exception);
}
