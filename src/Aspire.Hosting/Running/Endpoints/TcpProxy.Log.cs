using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Endpoints;

internal sealed partial class TcpProxy
{
    [LoggerMessage(LogLevel.Debug, "A connection to {Address} was reset: no target accepts connections.")]
    private partial void LogNoTarget(IPEndPoint address);

    [LoggerMessage(LogLevel.Warning, "A connection to {Address} could not be accepted: {Error}.")]
    private partial void LogNotAccepted(IPEndPoint address, SocketError error);
}
