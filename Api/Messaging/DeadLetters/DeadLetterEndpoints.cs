using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Api.Messaging.DeadLetters;

internal static class DeadLetterEndpoints
{
    /// <summary>For whoever runs the service, not for its customers: where no key keeps them out, there is nothing to find.</summary>
    public static void MapDeadLetters(this WebApplication app)
    {
        var key = app.Services.GetRequiredService<IOptions<DeadLetterOptions>>().Value.ApiKey;
        if (key is null && !app.Environment.IsDevelopment())
            return;

        var letters = app.MapGroup("/dead-letters").WithTags("Dead letters");
        if (key is not null)
            letters.AddEndpointFilter(new ApiKeyFilter(key)).ProducesProblem(StatusCodes.Status401Unauthorized);
        letters.MapGet("/", ListAsync).WithSummary("Messages that could not be handled, the oldest first.");
        letters.MapPost("/replay", ReplayAsync).WithSummary("Sends all of them to their topic again, when their cause is mended.");
    }

    private static async Task<Ok<IReadOnlyList<DeadLetter>>> ListAsync(
        DeadLetterBox box, CancellationToken cancellation, [Range(1, 1000)] int limit = 100) =>
        TypedResults.Ok(await box.ListAsync(limit, cancellation));

    private static async Task<Ok<Replayed>> ReplayAsync(DeadLetterBox box, CancellationToken cancellation) =>
        TypedResults.Ok(await box.ReplayAsync(cancellation));
}
