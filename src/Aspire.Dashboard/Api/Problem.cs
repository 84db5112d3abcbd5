using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Aspire.Dashboard.Api;

/// <summary>An answer that says what went wrong (RFC 9457).</summary>
/// <param name="Type">Always <c>about:blank</c>: the status says what kind it is.</param>
/// <param name="Title">What went wrong in a few words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">Why, and what to do about it.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail)
{
    internal static Task WriteAsync(HttpContext context, int status, string? title, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        var problem = new Problem("about:blank", title ?? ReasonPhrases.GetReasonPhrase(status), status, detail);
        return JsonSerializer.SerializeAsync(context.Response.Body, problem, ApiJson.Readable.Problem, context.RequestAborted);
    }

    internal static Task UnknownResourceAsync(HttpContext context, string name) =>
        WriteAsync(context, StatusCodes.Status404NotFound, "Unknown resource",
            $"There is no resource instance '{name}'. GET /api/resources lists them; replicas have names of their own, such as '{name}-1'.");
}
