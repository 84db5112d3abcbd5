using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Api.Orders;

internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder endpoints)
    {
        var orders = endpoints.MapGroup("/orders").WithTags("Orders");
        orders.MapPost("/", PlaceAsync).WithSummary("Places an order. It is confirmed a moment later.");
        orders.MapGet("/", ListAsync).WithSummary("The newest orders.");
        orders.MapGet("/{id:guid}", FindAsync).WithSummary("One order.").WithName("Order").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<CreatedAtRoute<Order>, ValidationProblem>> PlaceAsync(
        PlaceOrder wish, OrderDesk desk, CancellationToken cancellation)
    {
        var (order, unknownProducts) = await desk.PlaceAsync(wish, cancellation);
        return order is null
            ? TypedResults.ValidationProblem(new Dictionary<string, string[]>
            {
                [nameof(PlaceOrder.Lines)] = [.. unknownProducts.Select(id => $"There is no product '{id}'.")],
            })
            : TypedResults.CreatedAtRoute(order, "Order", new { id = order.Id });
    }

    private static async Task<Ok<IReadOnlyList<Order>>> ListAsync(
        OrderStore store, CancellationToken cancellation, [Range(1, 100)] int limit = 20) =>
        TypedResults.Ok(await store.ListAsync(limit, cancellation));

    private static async Task<Results<Ok<Order>, ProblemHttpResult>> FindAsync(
        Guid id, OrderStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } order
            ? TypedResults.Ok(order)
            : TypedResults.Problem($"There is no order '{id}'.", statusCode: StatusCodes.Status404NotFound);
}
