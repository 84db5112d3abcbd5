using Microsoft.Extensions.Logging;

namespace EmbeddedKafka.Server;

internal sealed partial class SocketListener
{
    [LoggerMessage(30, LogLevel.Error, "A client at {Address} cannot be accepted: {Cause} It is tried again.")]
    private partial void LogAcceptFailed(HostPort address, string cause);

    [LoggerMessage(31, LogLevel.Warning, "{ClientHost} is turned away, as it does not speak TLS: {Reason}")]
    private partial void LogNoTls(string clientHost, string reason);
}
