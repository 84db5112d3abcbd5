using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Aspire.Dashboard.Tests.Running;

/// <summary>Reads server-sent events one by one, each within a limit.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;
    private readonly CancellationTokenSource _end = new();

    private EventReader(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _events = SseParser.Create(stream).EnumerateAsync(_end.Token).GetAsyncEnumerator();
    }

    internal static async Task<EventReader> OpenAsync(HttpClient client, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, RunningDashboard.Limit);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(response, await response.Content.ReadAsStreamAsync(RunningDashboard.Limit));
    }

    internal async Task<Event> ReadAsync() => await ReadOrEndAsync() ?? throw new EndOfStreamException("The stream ended; an event was expected.");

    /// <summary>The next event but those that tell what is asked, which come between the others at any time.</summary>
    internal async Task<Event?> ReadOrEndAsync()
    {
        Event? next;
        do
            next = await ReadAnyAsync();
        while (next?.Name == Interactions);
        return next;
    }

    /// <summary>What is asked, as soon as something is true of it.</summary>
    internal async Task<JsonElement> ReadInteractionsAsync(Func<JsonElement, bool> predicate)
    {
        while (await ReadAnyAsync() is { } next)
        {
            if (next.Name == Interactions && predicate(next.Data.GetProperty("open")))
                return next.Data.GetProperty("open");
        }
        throw new EndOfStreamException("The stream ended; an interaction was expected.");
    }

    private const string Interactions = "interactions";

    private async Task<Event?> ReadAnyAsync() => await _events.MoveNextAsync().AsTask().WaitAsync(RunningDashboard.Limit)
        ? new Event(_events.Current.EventId ?? "", _events.Current.EventType, JsonDocument.Parse(_events.Current.Data).RootElement)
        : null;

    public void Dispose()
    {
        _end.Cancel();
        _response.Dispose();
        _end.Dispose();
    }
}

internal sealed record Event(string Id, string Name, JsonElement Data)
{
    internal long Sequence => long.Parse(Id[(Id.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
