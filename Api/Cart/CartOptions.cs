using System.ComponentModel.DataAnnotations;

namespace Api.Cart;

/// <summary>The configuration section <c>Cart</c>.</summary>
internal sealed class CartOptions
{
    public const string Section = "Cart";

    /// <summary>How long a cart is kept that nobody looks at or changes. Two hours by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(2);
}
