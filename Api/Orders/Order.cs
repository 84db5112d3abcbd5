using System.Text.Json.Serialization;

namespace Api.Orders;

/// <summary>What somebody ordered, at the prices of that moment.</summary>
/// <param name="Id">Unique, and growing with time.</param>
/// <param name="Status">How far it got.</param>
/// <param name="Lines">One a product.</param>
/// <param name="Total">In euros.</param>
/// <param name="PlacedAt">When it was written to the database.</param>
/// <param name="ConfirmedAt">When it was confirmed, or null.</param>
public sealed record Order(
    Guid Id,
    OrderStatus Status,
    IReadOnlyList<OrderLine> Lines,
    decimal Total,
    DateTimeOffset PlacedAt,
    DateTimeOffset? ConfirmedAt);

/// <summary>Some pieces of one product.</summary>
/// <param name="ProductId">Which product.</param>
/// <param name="Quantity">How many pieces.</param>
/// <param name="UnitPrice">Of one piece, in euros.</param>
public sealed record OrderLine(string ProductId, int Quantity, decimal UnitPrice);

/// <summary>How far an order got.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
public enum OrderStatus
{
    /// <summary>It is in the database and will be confirmed.</summary>
    [JsonStringEnumMemberName("placed")]
    Placed,

    /// <summary>Its announcement went through Kafka and back.</summary>
    [JsonStringEnumMemberName("confirmed")]
    Confirmed,
}
