using System.ComponentModel.DataAnnotations;

namespace Api.Orders;

/// <summary>The configuration section <c>Orders</c>.</summary>
internal sealed class OrderOptions
{
    public const string Section = "Orders";

    /// <summary>How long a request with an <c>Idempotency-Key</c> is remembered. One day by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan IdempotencyKeyLifetime { get; set; } = TimeSpan.FromDays(1);
}
