using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Telemetry.Storage;

internal sealed partial class BatchWriter
{
    [LoggerMessage(LogLevel.Error, "Telemetry could not be written, and its senders are told to send it again. {Reason}")]
    private static partial void LogNotWritten(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "A request's telemetry could not be written and is lost, which GET /api/telemetry counts; later requests are taken.")]
    private static partial void LogGivenUp(ILogger logger, Exception failure);
}
