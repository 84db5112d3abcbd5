using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Api;

/// <summary>Answers that are written piece by piece.</summary>
internal static class Json
{
    internal static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter, new JsonWriterOptions { Encoder = ApiJson.Encoder }))
            write(json);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>The number to give as <c>before</c> for the next page; none on the last one.</summary>
    internal static void WriteNext(Utf8JsonWriter json, long? next)
    {
        if (next is { } number)
            json.WriteNumber("next", number);
        else
            json.WriteNull("next");
    }
}
