namespace Api.Messaging;

/// <summary>A message on topic <c>orders</c>: somebody ordered something.</summary>
/// <param name="OrderId">Which order.</param>
/// <param name="Total">In euros.</param>
/// <param name="PlacedAt">When it was placed.</param>
internal sealed record OrderPlaced(Guid OrderId, decimal Total, DateTimeOffset PlacedAt)
{
    public const string MessageType = "order-placed";
}
