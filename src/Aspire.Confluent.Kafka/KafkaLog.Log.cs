using Microsoft.Extensions.Logging;

namespace Aspire.Confluent.Kafka;

internal sealed partial class KafkaLog
{
    [LoggerMessage(EventId = 1, Message = "{Client} {Facility}: {Message}")]
    private partial void LogFromLibrary(LogLevel level, string client, string facility, string message);

    [LoggerMessage(2, LogLevel.Error, "{Client} cannot use {Broker}: {Reason}. It goes on trying; this is said again each minute, and when the broker answers.")]
    private partial void LogLost(string client, string broker, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Client} cannot use {Broker} since {Seconds} s, {Failures} attempts failed: {Reason}.")]
    private partial void LogStillLost(string client, string broker, long seconds, int failures, string reason);

    [LoggerMessage(4, LogLevel.Information, "{Client} can use {Broker} again after {Seconds} s.")]
    private partial void LogBack(string client, string broker, long seconds);
}
