using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

internal sealed partial class RedisConnector
{
    [LoggerMessage(1, LogLevel.Warning, "Redis at {EndPoint} does not answer yet; the client goes on trying.")]
    private partial void LogNotReachable(string endPoint);

    [LoggerMessage(2, LogLevel.Warning, "The connection to Redis at {EndPoint} was lost ({FailureType}); the client reconnects by itself.")]
    private partial void LogLost(string endPoint, ConnectionFailureType failureType);

    [LoggerMessage(3, LogLevel.Information, "The connection to Redis at {EndPoint} is back.")]
    private partial void LogRestored(string endPoint);
}
