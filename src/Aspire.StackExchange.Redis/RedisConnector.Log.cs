using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

internal sealed partial class RedisConnector
{
    [LoggerMessage(1, LogLevel.Warning, "{Reason} The client goes on trying.")]
    private partial void LogNotReachable(string reason);

    [LoggerMessage(2, LogLevel.Warning, "The connection to Redis at {EndPoint} was lost ({FailureType}); the client reconnects by itself.")]
    private partial void LogLost(string endPoint, ConnectionFailureType failureType);

    [LoggerMessage(3, LogLevel.Information, "The connection to Redis at {EndPoint} is back.")]
    private partial void LogRestored(string endPoint);

    [LoggerMessage(4, LogLevel.Warning, "Nothing says where the Redis of the client '{ConnectionName}' is: {Servers} is used. Set '{Setting}', or '{Prefix}_HOST' and '{Prefix}_PORT'.")]
    private partial void LogAssumed(string connectionName, string servers, string setting, string prefix);

    [LoggerMessage(5, LogLevel.Warning, "The Redis client '{ConnectionName}' has no connection, and why could not be found out.")]
    private partial void LogNoReason(string connectionName, Exception exception);
}
