using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Api;

/// <summary>Answers that are written piece by piece.</summary>
internal static class Json
{
    internal static Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write) => WriteAsync(context, json =>
    {
        write(json);
        return AsyncEnumerable.Empty<Action>();
    });

    /// <summary>Writes in pieces: what a piece has written is sent before the next, if it is much, so that the reader begins with it and memory does not hold all of it.</summary>
    internal static async Task WriteAsync(HttpContext context, Func<Utf8JsonWriter, IAsyncEnumerable<Action>> write)
    {
        const int Much = 64 * 1024;
        context.Response.ContentType = "application/json; charset=utf-8";
        var body = context.Response.BodyWriter;
        await using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = ApiJson.Encoder }))
        {
            var sent = 0L;
            await foreach (var piece in write(json).ConfigureAwait(false))
            {
                piece();
                if (json.BytesCommitted + json.BytesPending - sent < Much)
                    continue;
                json.Flush();
                sent = json.BytesCommitted;
                await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            }
        }
        await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
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
