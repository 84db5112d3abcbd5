using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Api;

internal sealed partial class ResourceCommandsApi
{
    [LoggerMessage(1, LogLevel.Information, "{Resource}: command '{Command}' from the dashboard.")]
    private partial void LogExecuting(string resource, string command);
}
