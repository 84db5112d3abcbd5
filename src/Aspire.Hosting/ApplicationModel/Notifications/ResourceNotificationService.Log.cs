using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    [LoggerMessage(LogLevel.Debug, "Resource {Resource} changed from {Before} to {After}.")]
    private partial void LogStateChanged(string resource, string before, string after);
}
