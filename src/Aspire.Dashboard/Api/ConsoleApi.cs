using System.Globalization;
using System.Text;
using Aspire.Dashboard.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Api;

/// <summary><c>GET /api/console</c>: the consoles of all resources in one, from the first line kept, then live.</summary>
internal sealed class ConsoleApi(IResourceLogs logs, ResourceBoard board, DashboardOptions options, StoppingToken stopping)
{
    internal void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/console", ReadAsync);

    private async Task ReadAsync(HttpContext context)
    {
        await board.Ready.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        var parameters = new QueryParameters(context.Request);
        var follow = parameters.Flag("follow", whenAbsent: true);
        if (parameters.Problem is { } problem)
        {
            await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, title: null, problem).ConfigureAwait(false);
            return;
        }

        using var end = stopping.LinkTo(context.RequestAborted);
        var asEvents = context.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType == EventStream.ContentType);
        await (asEvents ? WriteEventsAsync(context, follow, end) : WriteTextAsync(context, follow, end.Token)).ConfigureAwait(false);
    }

    private async Task WriteTextAsync(HttpContext context, bool follow, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var lines in new MergedLogs(logs, board).ReadAsync([], follow, cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in lines)
            {
                if (line.Timestamp is { } timestamp)
                    Encoding.UTF8.GetBytes($"{timestamp.UtcDateTime:O} ", context.Response.BodyWriter);
                Encoding.UTF8.GetBytes($"{line.Resource} | {line.Text}\n", context.Response.BodyWriter);
            }
            await context.Response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteEventsAsync(HttpContext context, bool follow, CancellationTokenSource end)
    {
        var events = new EventStream(context, board.Run);
        await events.BeginAsync(end.Token).ConfigureAwait(false);
        var read = ReadPlace(events.LastPlace);
        var source = new MergedLogs(logs, board).ReadAsync(read, follow, end.Token).GetAsyncEnumerator(end.Token);
        var next = source.MoveNextAsync().AsTask();
        try
        {
            while (await NextAsync().ConfigureAwait(false))
            {
                events.Write("lines", WritePlace(read), (MergedLine[])[.. source.Current], ApiJson.Readable.MergedLineArray);
                await events.FlushAsync(end.Token).ConfigureAwait(false);
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

    // Where a reader is, is one number for each console.
    private static string WritePlace(Dictionary<string, long> read) =>
        string.Join(';', read.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(entry.Key)}={entry.Value}")));

    private static Dictionary<string, long> ReadPlace(string? place)
    {
        var read = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in place?.Split(';') ?? [])
        {
            if (entry.Split('=') is [var name, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
                read[Uri.UnescapeDataString(name)] = last;
        }
        return read;
    }
}
