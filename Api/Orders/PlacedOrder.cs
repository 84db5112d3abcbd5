namespace Api.Orders;

/// <summary>What became of the wish to order something.</summary>
internal abstract record PlacedOrder
{
    /// <summary>The order is safely in the database; it is the one of the first request if this one came again.</summary>
    public sealed record Accepted(Order Order) : PlacedOrder;

    public sealed record UnknownProducts(IReadOnlyList<string> Ids) : PlacedOrder;

    /// <summary>The idempotency key belongs to another wish.</summary>
    public sealed record KeyOfAnother : PlacedOrder;
}
