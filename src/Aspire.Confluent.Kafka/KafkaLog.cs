using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Aspire.Confluent.Kafka;

/// <summary>Writes the log of librdkafka into the application's, unless the application took it for itself.</summary>
internal sealed partial class KafkaLog(ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("Aspire.Confluent.Kafka");

    internal void Write(LogMessage message)
    {
        var level = (LogLevel)message.LevelAs(LogLevelType.MicrosoftExtensionsLogging);
        LogFromLibrary(level, message.Name, message.Facility, message.Message);
    }

    [LoggerMessage(EventId = 1, Message = "{Client} {Facility}: {Message}")]
    private partial void LogFromLibrary(LogLevel level, string client, string facility, string message);
}
