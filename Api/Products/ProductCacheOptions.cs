using System.ComponentModel.DataAnnotations;

namespace Api.Products;

/// <summary>The configuration section <c>Products:Cache</c>.</summary>
internal sealed class ProductCacheOptions
{
    public const string Section = "Products:Cache";

    /// <summary>How long a product is read from Redis before it is read from PostgreSQL again. One minute by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromMinutes(1);
}
