using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

internal sealed partial class DashboardService
{
    [LoggerMessage(LogLevel.Error, "The application runs without its dashboard. {Reason}")]
    private partial void LogFailed(string reason);
}
