namespace Api.Messaging;

/// <summary>The message on topic <c>orders</c>; its key is the order's id, so that what happens to one order stays in order.</summary>
/// <param name="OrderId">Which order.</param>
/// <param name="Total">In euros.</param>
/// <param name="PlacedAt">When it was placed.</param>
internal sealed record OrderPlaced(Guid OrderId, decimal Total, DateTimeOffset PlacedAt);
