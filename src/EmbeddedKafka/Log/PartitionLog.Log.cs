using Microsoft.Extensions.Logging;

namespace EmbeddedKafka.Log;

internal sealed partial class PartitionLog
{
    [LoggerMessage(1, LogLevel.Warning, "The last {Bytes} bytes of '{File}' were not written completely when the broker ended; they are cut off. No acknowledged record is among them unless the machine lost its power.")]
    private static partial void LogTailCut(ILogger logger, string file, long bytes);

    [LoggerMessage(2, LogLevel.Error, "Cannot write to '{Folder}': {Cause} Producers are told to try again.")]
    private partial void LogWriteFailed(string folder, string cause);

    [LoggerMessage(3, LogLevel.Warning, "Cannot write the checkpoint of '{File}': {Cause} The next start takes longer.")]
    private partial void LogCheckpointFailed(string file, string cause);
}
