using System.Text;
using Aspire.Dashboard.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Api;

/// <summary><c>GET /api/resources/{name}/logs</c>: from the first line kept, then live.</summary>
internal sealed class ResourceLogsApi(IResourceLogs logs, ResourceBoard board, DashboardOptions options, StoppingToken stopping)
{
    internal void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/resources/{name}/logs", ReadAsync);

    private async Task ReadAsync(HttpContext context)
    {
        await board.Ready.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        var name = (string)context.Request.RouteValues["name"]!;
        if (board.Find(name) is not { } resource)
        {
            await Problem.UnknownResourceAsync(context, name).ConfigureAwait(false);
            return;
        }
        var parameters = new QueryParameters(context.Request);
        var follow = parameters.Flag("follow", whenAbsent: true);
        var timestamps = parameters.Flag("timestamps");
        if (parameters.Problem is { } problem)
        {
            await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, title: null, problem).ConfigureAwait(false);
            return;
        }

        using var end = stopping.LinkTo(context.RequestAborted);
        var lines = logs.ReadAsync(resource.Name, follow, end.Token);
        var asEvents = context.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == EventStream.ContentType);
        await (asEvents ? WriteEventsAsync(context, lines, end) : WriteTextAsync(context, lines, timestamps, end.Token)).ConfigureAwait(false);
    }

    private static async Task WriteTextAsync(HttpContext context, IAsyncEnumerable<IReadOnlyList<ResourceLogLine>> batches, bool timestamps, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        var output = context.Response.BodyWriter;
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            foreach (var line in batch)
            {
                if (timestamps && line.Timestamp is { } timestamp)
                    Encoding.UTF8.GetBytes($"{timestamp.UtcDateTime:O} ", output);
                Encoding.UTF8.GetBytes(line.Text, output);
                Encoding.UTF8.GetBytes("\n", output);
            }
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteEventsAsync(HttpContext context, IAsyncEnumerable<IReadOnlyList<ResourceLogLine>> batches, CancellationTokenSource end)
    {
        var events = new EventStream(context, board.Run);
        await events.BeginAsync(end.Token).ConfigureAwait(false);
        var seen = events.LastSequence ?? 0;
        var source = batches.GetAsyncEnumerator(end.Token);
        var next = source.MoveNextAsync().AsTask();
        try
        {
            while (await NextAsync().ConfigureAwait(false))
            {
                ResourceLogLine[] unseen = [.. source.Current.Where(line => line.Number > seen)];
                if (unseen.Length > 0)
                {
                    seen = unseen[^1].Number;
                    events.Write("lines", seen, unseen, ApiJson.Readable.ResourceLogLineArray);
                    await events.FlushAsync(end.Token).ConfigureAwait(false);
                }
                next = source.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // An enumerator may not be disposed of while it is on its way to the next batch.
            await end.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await source.DisposeAsync().ConfigureAwait(false);
        }

        async Task<bool> NextAsync()
        {
            await events.WaitAsync(next, options.TimeProvider, end.Token).ConfigureAwait(false);
            return await next.ConfigureAwait(false);
        }
    }
}
