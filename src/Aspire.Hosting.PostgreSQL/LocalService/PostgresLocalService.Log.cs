using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Postgres;

internal static partial class LocalServiceLog
{
    [LoggerMessage(LogLevel.Information, "Running {Script}")]
    internal static partial void RunningScript(ILogger logger, string script);
}
