namespace Api.Products;

internal static class ProductsFeature
{
    /// <summary>Products in PostgreSQL, read through the cache.</summary>
    public static void AddProducts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ProductCacheOptions>()
            .BindConfiguration(ProductCacheOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ProductStore>();
        builder.Services.AddSingleton<ProductCatalogue>();
    }
}
