using System.Text.Json;
using Confluent.Kafka;

namespace Api.Messaging.Confirmation;

/// <summary>A message by which an order was announced.</summary>
/// <param name="MessageId">The same each time the message comes.</param>
/// <param name="OrderId">Which order.</param>
/// <param name="Record">As it was read.</param>
internal sealed record Announcement(Guid MessageId, Guid OrderId, ConsumeResult<string, string> Record)
{
    /// <summary>Reads a record of topic <c>orders</c>.</summary>
    /// <returns>The announcement; or why it cannot be read; or neither, for news of another kind.</returns>
    public static (Announcement? Announcement, string? Mistake) Read(ConsumeResult<string, string> record)
    {
        var headers = record.Message.Headers;
        if (!headers.TryRead(MessageHeaders.MessageType, out var type))
            return (null, $"It has no header '{MessageHeaders.MessageType}'.");
        if (type != OrderPlaced.MessageType)
            return (null, null);
        if (!headers.TryRead(MessageHeaders.MessageId, out var text) || !Guid.TryParse(text, out var id))
            return (null, $"Its header '{MessageHeaders.MessageId}' is missing or no UUID.");

        try
        {
            return JsonSerializer.Deserialize(record.Message.Value ?? "null", ApiJson.Default.OrderPlaced) is { } placed
                ? (new Announcement(id, placed.OrderId, record), null)
                : (null, "It is empty.");
        }
        catch (JsonException failure)
        {
            return (null, $"It is no announcement of an order: {failure.Message}");
        }
    }
}
