using Microsoft.Extensions.Logging;

namespace EmbeddedKafka.Topics;

internal sealed partial class TopicCatalog
{
    [LoggerMessage(10, LogLevel.Warning, "Cannot remove the folder '{Folder}' of a deleted topic: {Cause} The next start tries again.")]
    private partial void LogFolderLeft(string folder, string cause);
}
