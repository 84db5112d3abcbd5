using System.ComponentModel.DataAnnotations;

namespace Api.Cart;

/// <summary>What somebody wants to order.</summary>
/// <param name="Items">How many pieces of which product.</param>
public sealed record ShoppingCart(IReadOnlyDictionary<string, int> Items)
{
    public static ShoppingCart Empty { get; } = new(new Dictionary<string, int>());

    public ShoppingCart With(string productId, int quantity) => new(new SortedDictionary<string, int>(Items.ToDictionary(), StringComparer.Ordinal) { [productId] = quantity });

    public ShoppingCart Without(string productId) => new(Items.Where(item => item.Key != productId).ToDictionary());
}

/// <summary>How much of a product to put into the cart.</summary>
/// <param name="Quantity">1 to 1000, in place of what was there.</param>
public sealed record PutItem([property: Range(1, 1000)] int Quantity);
