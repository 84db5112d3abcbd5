using System.ComponentModel.DataAnnotations;
using Api.Products;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Api.Cart;

internal static class CartEndpoints
{
    public const string Path = "/cart";

    public static void MapCart(this IEndpointRouteBuilder endpoints)
    {
        var cart = endpoints.MapGroup(Path).WithTags("Cart").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        cart.MapGet("/", ReadAsync).WithSummary("The cart of this session.");
        cart.MapPut("/items/{productId}", PutAsync).WithSummary("Puts so many pieces of a product into the cart.").ProducesProblem(StatusCodes.Status404NotFound);
        cart.MapDelete("/items/{productId}", RemoveAsync).WithSummary("Takes a product out of the cart.");
        cart.MapDelete("/", EmptyAsync).WithSummary("Empties the cart.");
    }

    private static async Task<Ok<ShoppingCart>> ReadAsync(HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(await context.Session.ReadCartAsync(cancellation));

    private static async Task<Results<Ok<ShoppingCart>, ProblemHttpResult>> PutAsync(
        [StringLength(64)] string productId, PutItem item, ProductCatalogue catalogue, CartLock alone, HttpContext context, CancellationToken cancellation)
    {
        var (product, _) = await catalogue.FindAsync(productId, cancellation);
        return product is null
            ? TypedResults.Problem($"There is no product '{productId}'.", statusCode: StatusCodes.Status404NotFound)
            : TypedResults.Ok(await ChangeAsync(context, alone, cart => cart.With(productId, item.Quantity), cancellation));
    }

    private static async Task<Ok<ShoppingCart>> RemoveAsync(
        string productId, CartLock alone, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(await ChangeAsync(context, alone, cart => cart.Without(productId), cancellation));

    private static async Task<Ok<ShoppingCart>> EmptyAsync(CartLock alone, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(await ChangeAsync(context, alone, _ => ShoppingCart.Empty, cancellation));

    private static Task<ShoppingCart> ChangeAsync(
        HttpContext context, CartLock alone, Func<ShoppingCart, ShoppingCart> change, CancellationToken cancellation) =>
        alone.WhileHeldAsync(context.Request, async () =>
        {
            var cart = change(await context.Session.ReadCartAsync(cancellation));
            await context.Session.WriteCartAsync(cart, cancellation);
            return cart;
        }, cancellation);
}
