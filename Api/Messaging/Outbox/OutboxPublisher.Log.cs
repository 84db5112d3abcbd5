namespace Api.Messaging.Outbox;

internal sealed partial class OutboxPublisher
{
    [LoggerMessage(LogLevel.Warning, "Stopped before the outbox was empty, the next replica publishes the rest: {Cause}")]
    private partial void LogLeftBehind(string cause);
}
