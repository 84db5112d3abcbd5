using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Api.Messaging.DeadLetters;

internal static class DeadLetterEndpoints
{
    public static void MapDeadLetters(this IEndpointRouteBuilder endpoints)
    {
        var letters = endpoints.MapGroup("/dead-letters").WithTags("Dead letters");
        letters.MapGet("/", ListAsync).WithSummary("Messages that could not be handled, the oldest first.");
        letters.MapPost("/replay", ReplayAsync).WithSummary("Sends all of them to their topic again, when their cause is mended.");
    }

    private static async Task<Ok<IReadOnlyList<DeadLetter>>> ListAsync(
        DeadLetterBox box, CancellationToken cancellation, [Range(1, 1000)] int limit = 100) =>
        TypedResults.Ok(await box.ListAsync(limit, cancellation));

    private static async Task<Ok<Replayed>> ReplayAsync(DeadLetterBox box, CancellationToken cancellation) =>
        TypedResults.Ok(await box.ReplayAsync(cancellation));
}
