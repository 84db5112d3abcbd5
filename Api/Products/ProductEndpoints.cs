using Microsoft.AspNetCore.Http.HttpResults;

namespace Api.Products;

internal static class ProductEndpoints
{
    public static void MapProducts(this IEndpointRouteBuilder endpoints)
    {
        var products = endpoints.MapGroup("/products").WithTags("Products");
        products.MapGet("/", ListAsync).WithSummary("All products.");
        products.MapGet("/{id}", FindAsync).WithSummary("One product.").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<IReadOnlyList<Product>>> ListAsync(
        ProductStore store, ProductCache cache, HttpResponse response, CancellationToken cancellation)
    {
        var (products, outcome) = await cache.GetOrLoadAsync(
            "products", ApiJson.Default.IReadOnlyListProduct, async stop => await store.ListAsync(stop), cancellation);
        Tell(response, outcome);
        return TypedResults.Ok(products!);
    }

    private static async Task<Results<Ok<Product>, ProblemHttpResult>> FindAsync(
        string id, ProductStore store, ProductCache cache, HttpResponse response, CancellationToken cancellation)
    {
        var (product, outcome) = await cache.GetOrLoadAsync(
            $"products:{id}", ApiJson.Default.Product, stop => store.FindAsync(id, stop), cancellation);
        Tell(response, outcome);
        return product is null
            ? TypedResults.Problem($"There is no product '{id}'.", statusCode: StatusCodes.Status404NotFound)
            : TypedResults.Ok(product);
    }

    /// <summary>Says what the cache did, in the header that RFC 9211 has for it.</summary>
    private static void Tell(HttpResponse response, CacheOutcome outcome) => response.Headers["Cache-Status"] = outcome switch
    {
        CacheOutcome.Hit => "redis; hit",
        CacheOutcome.Miss => "redis; fwd=miss",
        _ => "redis; fwd=bypass; detail=unavailable",
    };
}
