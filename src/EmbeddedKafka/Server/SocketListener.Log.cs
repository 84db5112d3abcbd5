using Microsoft.Extensions.Logging;

namespace EmbeddedKafka.Server;

internal sealed partial class SocketListener
{
    [LoggerMessage(30, LogLevel.Error, "A client at {Address} cannot be accepted: {Cause} It is tried again.")]
    private partial void LogAcceptFailed(HostPort address, string cause);
}
