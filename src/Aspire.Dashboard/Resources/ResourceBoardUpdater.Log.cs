using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Resources;

internal sealed partial class ResourceBoardUpdater
{
    [LoggerMessage(1, LogLevel.Error, "The dashboard lost the feed of resources and follows it anew; what it shows may be out of date.")]
    private partial void LogFeedFailed(Exception failure);
}
