using Api.Caching;
using Microsoft.Extensions.Options;

namespace Api.Products;

/// <summary>The products, one by one out of the cache where it has them.</summary>
internal sealed class ProductCatalogue(ProductStore store, ReadThroughCache cache, IOptions<ProductCacheOptions> options)
{
    public Task<(Product? Product, CacheOutcome Outcome)> FindAsync(string id, CancellationToken cancellation) => cache.GetOrLoadAsync(
        $"products:{id}", options.Value.TimeToLive, ApiJson.Default.Product, stop => store.FindAsync(id, stop), cancellation);
}
