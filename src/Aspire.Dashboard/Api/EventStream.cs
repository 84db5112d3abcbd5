using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aspire.Dashboard.Api;

/// <summary>Writes server-sent events. The ids are numbers of this run, so that a reader can go on where it was cut off.</summary>
internal sealed class EventStream(HttpContext context, string run)
{
    /// <summary>How long a stream is silent at most; a reader that hears nothing for longer has lost it.</summary>
    private static readonly TimeSpan HeartbeatPeriod = TimeSpan.FromSeconds(15);

    private readonly HttpResponse _response = context.Response;

    internal const string ContentType = "text/event-stream";

    /// <summary>The number after which the reader wants to go on; <see langword="null"/> from the beginning.</summary>
    internal long? LastSequence => long.TryParse(LastPlace, out var sequence) ? sequence : null;

    /// <summary>The same, where a place in the stream is not one number.</summary>
    internal string? LastPlace
    {
        get
        {
            // EventSource sends the header when it reconnects by itself; a page that opens a new one can only use the address.
            var id = context.Request.Headers["Last-Event-ID"].ToString();
            if (id.Length == 0)
                id = context.Request.Query["lastEventId"].ToString();
            return id.StartsWith(run + "-", StringComparison.Ordinal) ? id[(run.Length + 1)..] : null;
        }
    }

    internal Task BeginAsync(CancellationToken cancellationToken)
    {
        _response.ContentType = ContentType;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return _response.Body.FlushAsync(cancellationToken);
    }

    internal void Write<T>(string name, long sequence, T data, JsonTypeInfo<T> type) => Write(name, sequence.ToString(CultureInfo.InvariantCulture), data, type);

    internal void Write<T>(string name, string place, T data, JsonTypeInfo<T> type)
    {
        WriteText($"id: {run}-{place}\nevent: {name}\ndata: ");
        using (var writer = new Utf8JsonWriter(_response.BodyWriter, new JsonWriterOptions { Encoder = ApiJson.Encoder }))
            JsonSerializer.Serialize(writer, data, type);
        WriteText("\n\n");
    }

    /// <summary>Waits, and meanwhile shows the reader that the stream lives.</summary>
    internal async Task WaitAsync(Task next, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await next.WaitAsync(HeartbeatPeriod, time, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TimeoutException) when (!next.IsCompleted)
            {
                WriteText(": \n\n");
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    internal async Task FlushAsync(CancellationToken cancellationToken) =>
        await _response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);

    private void WriteText(string text) => Encoding.UTF8.GetBytes(text, _response.BodyWriter);
}
