using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Api.Orders;

internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder endpoints)
    {
        var orders = endpoints.MapGroup("/orders").WithTags("Orders");
        orders.MapPost("/", PlaceAsync)
            .WithSummary("Places an order. It is confirmed a moment later.")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        orders.MapGet("/", ListAsync).WithSummary("The newest orders.");
        orders.MapGet("/{id:guid}", FindAsync).WithSummary("One order.").WithName("Order").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<CreatedAtRoute<Order>, ValidationProblem, ProblemHttpResult>> PlaceAsync(
        PlaceOrder wish,
        OrderDesk desk,
        CancellationToken cancellation,
        [FromHeader(Name = IdempotentRequest.Header), Display(Name = IdempotentRequest.Header), StringLength(255, MinimumLength = 1)] string? idempotencyKey = null) =>
        await desk.PlaceAsync(wish, idempotencyKey, cancellation) switch
        {
            PlacedOrder.Accepted { Order: var order } => TypedResults.CreatedAtRoute(order, "Order", new { id = order.Id }),
            PlacedOrder.UnknownProducts { Ids: var ids } => TypedResults.ValidationProblem(new Dictionary<string, string[]>
            {
                [nameof(PlaceOrder.Lines)] = [.. ids.Select(id => $"There is no product '{id}'.")],
            }),
            _ => TypedResults.Problem(
                $"The {IdempotentRequest.Header} '{idempotencyKey}' was sent with another order before. Choose a new one for each order.",
                statusCode: StatusCodes.Status422UnprocessableEntity),
        };

    private static async Task<Ok<IReadOnlyList<Order>>> ListAsync(
        OrderStore store, CancellationToken cancellation, [Range(1, 100)] int limit = 20) =>
        TypedResults.Ok(await store.ListAsync(limit, cancellation));

    private static async Task<Results<Ok<Order>, ProblemHttpResult>> FindAsync(
        Guid id, OrderStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } order
            ? TypedResults.Ok(order)
            : TypedResults.Problem($"There is no order '{id}'.", statusCode: StatusCodes.Status404NotFound);
}
