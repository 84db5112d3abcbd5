namespace Api.Messaging;

internal sealed partial class OrderConfirmer
{
    [LoggerMessage(LogLevel.Information, "Confirmed order {OrderId}")]
    private partial void LogConfirmed(Guid orderId);

    [LoggerMessage(LogLevel.Debug, "Order {OrderId} was confirmed before, or is not in this database")]
    private partial void LogNothingToConfirm(Guid orderId);

    [LoggerMessage(LogLevel.Error, "Skipped the message with key {Key} on topic 'orders', it announces no order: {Cause}")]
    private partial void LogUnreadable(string key, string cause);
}
