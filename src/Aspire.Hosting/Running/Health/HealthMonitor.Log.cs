using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Health;

internal sealed partial class HealthMonitor
{
    [LoggerMessage(LogLevel.Error, "A handler of the event that '{Resource}' is ready failed; what waits for it will not start.")]
    private partial void LogReadyHandlerFailed(string resource, Exception exception);
}
