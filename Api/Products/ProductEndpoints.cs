using Api.Caching;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Api.Products;

internal static class ProductEndpoints
{
    public static void MapProducts(this IEndpointRouteBuilder endpoints)
    {
        var timeToLive = endpoints.ServiceProvider.GetRequiredService<IOptions<ProductCacheOptions>>().Value.TimeToLive;
        var products = endpoints.MapGroup("/products").WithTags("Products");
        products.MapGet("/", ListAsync)
            .WithSummary("All products.")
            .CacheOutput(policy => policy.Expire(timeToLive).SetVaryByQuery([]).AddPolicy<CacheStatusPolicy>());
        products.MapGet("/{id}", FindAsync).WithSummary("One product.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<IReadOnlyList<Product>>> ListAsync(ProductStore store, CancellationToken cancellation) =>
        TypedResults.Ok(await store.ListAsync(cancellation));

    private static async Task<Results<Ok<Product>, ProblemHttpResult>> FindAsync(
        string id, ProductCatalogue catalogue, HttpResponse response, CancellationToken cancellation)
    {
        var (product, outcome) = await catalogue.FindAsync(id, cancellation);
        CacheStatus.Tell(response, outcome);
        return product is null
            ? TypedResults.Problem($"There is no product '{id}'.", statusCode: StatusCodes.Status404NotFound)
            : TypedResults.Ok(product);
    }
}
