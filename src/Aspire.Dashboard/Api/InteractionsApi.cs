using System.Globalization;
using System.Text.Json;
using Aspire.Dashboard.Interactions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Api;

/// <summary>
/// <c>GET /api/interactions</c>, <c>POST /api/interactions/{id}</c> with an answer, and <c>POST /api/interactions/{id}/inputs</c>
/// with what was entered so far. The page hears of them in the stream of the resources.
/// </summary>
internal sealed class InteractionsApi(IInteractions interactions, InteractionBoard board)
{
    internal void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/interactions", ListAsync);
        endpoints.MapPost("/api/interactions/{id}", AnswerAsync);
        endpoints.MapPost("/api/interactions/{id}/inputs", ChangeAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, board.Now.Open, ApiJson.Readable.ImmutableArrayInteraction, context.RequestAborted);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, ApiJson.Default.InteractionAnswer).ConfigureAwait(false) is not { } answer)
            return;
        var problems = await interactions.AnswerAsync(IdOf(context), answer.Choice, answer.Values ?? [], context.RequestAborted).ConfigureAwait(false);
        if (problems is null)
            await NotOpenAsync(context).ConfigureAwait(false);
        else if (problems.Count > 0)
            await Problem.WriteInputsAsync(context, problems).ConfigureAwait(false);
        else
            context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task ChangeAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, ApiJson.Default.InteractionAnswer).ConfigureAwait(false) is not { } entered)
            return;
        if (interactions.Change(IdOf(context), entered.Values ?? []))
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            await NotOpenAsync(context).ConfigureAwait(false);
    }

    private static long IdOf(HttpContext context) =>
        long.TryParse((string)context.Request.RouteValues["id"]!, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static Task NotOpenAsync(HttpContext context) => Problem.WriteAsync(context, StatusCodes.Status404NotFound, "Not open",
        "Nothing of this number is asked any more: somebody else has answered it, or the application took it back. It may also not offer this choice. GET /api/interactions lists what is open.");
}

/// <summary>An answer, or what was entered so far.</summary>
internal sealed record InteractionAnswer(InteractionChoice Choice, Dictionary<string, string?>? Values);
