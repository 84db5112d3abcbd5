using EmbeddedKafka.Protocol;
using Microsoft.Extensions.Logging;

namespace EmbeddedKafka.Server;

internal sealed partial class Connection
{
    [LoggerMessage(20, LogLevel.Warning, "The connection of {ClientHost} is closed: {Problem}")]
    private partial void LogBrokenInput(string clientHost, string problem);

    [LoggerMessage(21, LogLevel.Debug, "{ClientHost} is gone: {Reason}")]
    private partial void LogClientGone(string clientHost, string reason);

    [LoggerMessage(22, LogLevel.Error, "A {Api} request of {ClientHost} could not be answered; its connection is closed.")]
    private partial void LogRequestFailed(ApiKey api, string clientHost, Exception failure);
}
