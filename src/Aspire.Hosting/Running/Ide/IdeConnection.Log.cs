using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Ide;

internal sealed partial class IdeConnection
{
    [LoggerMessage(LogLevel.Information, "{Resource}: run by the IDE (session {Session}, {Mode}).")]
    private partial void LogStarted(string resource, string session, string mode);

    [LoggerMessage(LogLevel.Error, "Lost {Ide}: {Reason}. The projects that it ran are ended.")]
    private partial void LogLost(IdeSettings ide, string reason);

    [LoggerMessage(LogLevel.Warning, "The IDE sent a line that is no notification of the protocol: {Line}")]
    private partial void LogNonsense(string line);
}
