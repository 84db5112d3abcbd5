using System.ComponentModel.DataAnnotations;

namespace Api.Orders;

/// <summary>The wish to order something.</summary>
/// <param name="Lines">1 to 50 of them. Lines for the same product are added up.</param>
public sealed record PlaceOrder(
    [property: Required, MinLength(1), MaxLength(50)] IReadOnlyList<PlaceOrderLine> Lines);

/// <summary>Some pieces of one product.</summary>
/// <param name="ProductId">Which product.</param>
/// <param name="Quantity">1 to 1000.</param>
public sealed record PlaceOrderLine(
    [property: Required, StringLength(64)] string ProductId,
    [property: Range(1, 1000)] int Quantity);
