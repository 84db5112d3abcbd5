using System.Text.Json;
using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Runs;
using Aspire.Dashboard.Telemetry.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Api;

/// <summary><c>GET /api/runs</c>: this run and those before; <c>PUT</c> and <c>DELETE /api/runs/{id}/pin</c>: keeps one, or no longer.</summary>
internal sealed class RunsApi(CurrentRun current)
{
    internal void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/runs", ListAsync);
        endpoints.MapPut("/api/runs/{id}/pin", context => PinAsync(context, pinned: true));
        endpoints.MapDelete("/api/runs/{id}/pin", context => PinAsync(context, pinned: false));
    }

    /// <summary>Has the run asked that a request is about, or says that there is none.</summary>
    internal static Task AskAsync(HttpContext context, CurrentRun current, Func<ITelemetry, Task> ask) =>
        AskAsync(context, current, new QueryParameters(context.Request).Text("run"), ask);

    /// <summary>Has a run asked, or says that there is none.</summary>
    internal static async Task AskAsync(HttpContext context, CurrentRun current, string? id, Func<ITelemetry, Task> ask)
    {
        try
        {
            await (current.Find(id) is { } telemetry ? ask(telemetry) : UnknownAsync(context, id!)).ConfigureAwait(false);
        }
        catch (StorageException failure) when (!context.Response.HasStarted)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Not readable", failure.Message).ConfigureAwait(false);
        }
    }

    private Task ListAsync(HttpContext context)
    {
        var runs = current.Catalog.All;
        return Json.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var run in runs)
            {
                if (run.Description is { } description)
                    Write(json, run, description);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private void Write(Utf8JsonWriter json, RunFolder run, RunDescription description)
    {
        var isCurrent = run.Id == current.Folder.Id;
        var isLive = isCurrent || run.IsLive;
        json.WriteStartObject();
        json.WriteString("id", run.Id);
        json.WriteString("application", description.Application);
        json.WriteString("startedAt", description.StartedAt);
        if (isLive)
            json.WriteNull("endedAt");
        else
            json.WriteString("endedAt", description.EndedAt ?? run.WrittenAt); // A killed one could not say when.
        json.WriteBoolean("isCurrent", isCurrent);
        json.WriteBoolean("isLive", isLive);
        json.WriteBoolean("isPinned", run.IsPinned);
        json.WriteNumber("bytes", run.Bytes);
        json.WriteEndObject();
    }

    private Task PinAsync(HttpContext context, bool pinned)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (current.Catalog.Find(id) is not { } run)
            return UnknownAsync(context, id);
        run.Pin(pinned);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task UnknownAsync(HttpContext context, string id) =>
        Problem.WriteAsync(context, StatusCodes.Status404NotFound, "Unknown run", $"There is no run '{id}', or no longer. GET /api/runs lists those that are kept.");
}
