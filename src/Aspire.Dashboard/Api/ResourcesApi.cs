using System.Text.Json;
using Aspire.Dashboard.Interactions;
using Aspire.Dashboard.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Api;

/// <summary><c>GET /api/resources</c>, <c>GET /api/resources/{name}</c> and <c>GET /api/resources/stream</c>.</summary>
internal sealed class ResourcesApi(ResourceBoard board, InteractionBoard interactions, DashboardOptions options, StoppingToken stopping)
{
    internal void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/resources", ListAsync);
        endpoints.MapGet("/api/resources/stream", StreamAsync);
        endpoints.MapGet("/api/resources/{name}", GetAsync);
    }

    private async Task ListAsync(HttpContext context)
    {
        await board.Ready.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        context.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(context.Response.BodyWriter, board.Resources, ApiJson.Readable.ImmutableArrayResourceSnapshot, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task GetAsync(HttpContext context)
    {
        await board.Ready.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        var name = (string)context.Request.RouteValues["name"]!;
        if (board.Find(name) is not { } resource)
        {
            await Problem.UnknownResourceAsync(context, name).ConfigureAwait(false);
            return;
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(context.Response.BodyWriter, resource, ApiJson.Readable.ResourceSnapshot, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task StreamAsync(HttpContext context)
    {
        using var end = stopping.LinkTo(context.RequestAborted);
        var events = new EventStream(context, board.Run);
        await events.BeginAsync(end.Token).ConfigureAwait(false);
        await board.Ready.WaitAsync(end.Token).ConfigureAwait(false);

        var changes = events.LastSequence is { } last ? board.ReadSince(last) : null;
        if (changes is null)
        {
            changes = board.ReadAll();
            var all = new ResourcesEvent(options.ApplicationName, [.. changes.Changes.Select(change => change.Resource!)]);
            events.Write("snapshot", changes.Sequence, all, ApiJson.Readable.ResourcesEvent);
        }
        else
        {
            Write(events, changes);
        }

        var asked = interactions.Now;
        Write(events, changes.Sequence, asked);
        while (true)
        {
            await events.FlushAsync(end.Token).ConfigureAwait(false);
            await events.WaitAsync(Task.WhenAny(changes.Next, asked.Signal.Task), options.TimeProvider, end.Token).ConfigureAwait(false);
            changes = board.ReadSince(changes.Sequence)!;
            Write(events, changes);
            if (asked != interactions.Now)
            {
                asked = interactions.Now;
                Write(events, changes.Sequence, asked);
            }
        }
    }

    private static void Write(EventStream events, long sequence, InteractionChanges asked) =>
        events.Write("interactions", sequence, new InteractionsEvent(asked.Open), ApiJson.Readable.InteractionsEvent);

    private static void Write(EventStream events, BoardChanges changes)
    {
        foreach (var change in changes.Changes)
        {
            if (change.Resource is { } resource)
                events.Write("updated", change.Sequence, resource, ApiJson.Readable.ResourceSnapshot);
            else
                events.Write("removed", change.Sequence, new ResourceRemovedEvent(change.Name), ApiJson.Readable.ResourceRemovedEvent);
        }
    }
}
