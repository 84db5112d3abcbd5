using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Telemetry.Storage;

internal sealed partial class BatchWriter
{
    [LoggerMessage(LogLevel.Error, "Telemetry could not be written, and its senders are told to send it again. {Reason}")]
    private static partial void LogNotWritten(ILogger logger, string reason);
}
