using System.Text.Json;

namespace Api.Messaging.Outbox;

/// <summary>Something that happened to an order and that Kafka has to be told.</summary>
/// <param name="Id">Tells a message that comes twice from another one.</param>
/// <param name="OrderId">The key of the message: what happens to one order stays in order.</param>
/// <param name="Type">What happened, such as <see cref="OrderPlaced.MessageType"/>.</param>
/// <param name="Payload">JSON.</param>
/// <param name="TraceParent">The trace that the message continues, or null.</param>
internal sealed record OutboxMessage(Guid Id, Guid OrderId, string Type, string Payload, string? TraceParent)
{
    public static OutboxMessage Of(OrderPlaced placed, string? traceParent) => new(
        Guid.CreateVersion7(placed.PlacedAt),
        placed.OrderId,
        OrderPlaced.MessageType,
        JsonSerializer.Serialize(placed, ApiJson.Default.OrderPlaced),
        traceParent);
}
