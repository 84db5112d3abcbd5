using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Api;

/// <summary><c>GET /api/telemetry</c>: how much there is; <c>GET /api/telemetry/stream</c>: a word whenever there is more.</summary>
internal sealed class TelemetryApi(CurrentRun current, DashboardOptions options, StoppingToken stopping)
{
    /// <summary>Under load one word stands for all that came in the meantime.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    internal void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/telemetry", context => RunsApi.AskAsync(context, current, run => GetAsync(context, run)));
        endpoints.MapGet("/api/telemetry/stream", StreamAsync);
    }

    private Task GetAsync(HttpContext context, ITelemetry run)
    {
        var (stored, resources) = run.Ask(reader => (reader.Counts, reader.Services));
        var counts = run == current.Store ? current.Store.Counts : stored;
        return Json.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("traces", counts.Traces);
            json.WriteNumber("spans", counts.Spans);
            json.WriteNumber("logs", counts.Logs);
            json.WriteNumber("points", counts.Points);
            json.WriteNumber("droppedSpans", counts.DroppedSpans);
            json.WriteNumber("droppedLogs", counts.DroppedLogs);
            json.WriteNumber("logsToIndex", counts.LogsToIndex);
            json.WriteNumber("droppedPoints", counts.DroppedPoints);
            json.WriteNumber("refused", counts.Refused);
            json.WriteNumber("lost", counts.Lost);
            json.WriteStartArray("resources");
            foreach (var resource in resources)
                json.WriteStringValue(resource);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private async Task StreamAsync(HttpContext context)
    {
        using var end = stopping.LinkTo(context.RequestAborted);
        var events = new EventStream(context, run: "telemetry");
        await events.BeginAsync(end.Token).ConfigureAwait(false);
        for (var number = 1L; ; number++)
        {
            var changed = current.Store.Changed;
            events.Write("changed", number, current.Store.Counts, ApiJson.Readable.TelemetryCounts);
            await events.FlushAsync(end.Token).ConfigureAwait(false);
            await Task.Delay(ShortestPause, options.TimeProvider, end.Token).ConfigureAwait(false);
            await events.WaitAsync(changed, options.TimeProvider, end.Token).ConfigureAwait(false);
        }
    }
}
