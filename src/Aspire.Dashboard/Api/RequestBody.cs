using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Api;

/// <summary>Reads what a request sends.</summary>
internal static class RequestBody
{
    /// <summary>Reads a JSON object.</summary>
    /// <returns>The object; <see langword="null"/> when there is none, which was answered then.</returns>
    internal static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false) is { } body)
                return body;
        }
        catch (JsonException)
        {
            // What was sent may hold secrets: it is not repeated.
        }
        await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, "Not readable", "The body has to be a JSON object as docs/dashboard.md describes it.").ConfigureAwait(false);
        return null;
    }
}
