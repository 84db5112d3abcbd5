using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Ide;

internal sealed partial class IdeSessions
{
    [LoggerMessage(LogLevel.Warning, "The IDE tells of a session '{Session}', which this AppHost does not run: ignored.")]
    private partial void LogUnknownSession(string session);
}
