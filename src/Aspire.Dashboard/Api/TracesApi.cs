using System.Text.Json;
using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Analysis;
using Aspire.Dashboard.Telemetry.Queries;
using Aspire.Dashboard.Telemetry.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Api;

/// <summary><c>GET /api/traces</c>, what could be better in some of them, and <c>GET /api/traces/{traceId}</c>.</summary>
internal sealed class TracesApi(CurrentRun current)
{
    private const int SpansAtOnce = 64;

    internal void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/traces", context => RunsApi.AskAsync(context, current, run => ListAsync(context, run)));
        endpoints.MapGet("/api/traces/histogram", context => RunsApi.AskAsync(context, current, run => HistogramAsync(context, run)));
        endpoints.MapGet("/api/traces/findings", context => RunsApi.AskAsync(context, current, run => FindingsAsync(context, run)));
        endpoints.MapGet("/api/traces/{traceId}", context => RunsApi.AskAsync(context, current, run => GetAsync(context, run)));
    }

    private static Task ListAsync(HttpContext context, ITelemetry run)
    {
        var parameters = new QueryParameters(context.Request);
        var query = Read(parameters) with { Before = parameters.Number("before", long.MaxValue), Limit = parameters.Limit(whenAbsent: 100) };
        if (parameters.Problem is { } problem)
            return Problem.WriteAsync(context, StatusCodes.Status400BadRequest, title: null, problem);

        var traces = run.Ask(reader => reader.Find(query, context.RequestAborted));
        return Json.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var trace in traces)
                TelemetryJson.WriteSummary(json, trace);
            json.WriteEndArray();
            Json.WriteNext(json, traces.Count == query.Limit ? traces[^1].Number : null);
            json.WriteEndObject();
        });
    }

    private static Task HistogramAsync(HttpContext context, ITelemetry run)
    {
        const int MostTraces = 100_000;
        var parameters = new QueryParameters(context.Request);
        var query = Read(parameters) with { Limit = MostTraces };
        if (parameters.Problem is { } problem)
            return Problem.WriteAsync(context, StatusCodes.Status400BadRequest, title: null, problem);
        var histogram = new DurationHistogram();
        foreach (var trace in run.Ask(reader => reader.Find(query, context.RequestAborted)))
            histogram.Add(trace);
        return Json.WriteAsync(context, json => AnalysisJson.Write(json, histogram, isComplete: histogram.All.Count < MostTraces));
    }

    /// <summary>For a list of traces: those after so many spans are left out, so that an answer takes no time.</summary>
    private static Task FindingsAsync(HttpContext context, ITelemetry run)
    {
        const int MostTraces = 100, MostSpans = 20_000;
        var asked = new QueryParameters(context.Request).List("traceId");
        if (asked.Count is 0 or > MostTraces)
            return Problem.WriteAsync(context, StatusCodes.Status400BadRequest, title: null, $"The parameter traceId names {asked.Count} traces; it names from 1 to {MostTraces}, separated by commas.");

        var found = new List<(TraceId Id, IReadOnlyList<Finding> Findings)>();
        var spans = 0;
        foreach (var text in asked)
        {
            if (spans >= MostSpans)
                break;
            if (!TraceId.TryParse(text, out var id) || run.Ask(reader => reader.SpansOf(id)) is not { Count: > 0 } trace)
                continue;
            spans += trace.Count;
            found.Add((id, Findings.Of(trace)));
        }
        return Json.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var (id, findings) in found)
            {
                json.WriteStartObject();
                json.WriteString("traceId", id.ToString());
                AnalysisJson.Write(json, findings);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static TraceQuery Read(QueryParameters parameters)
    {
        const long NanosecondsInMillisecond = 1_000_000;
        return new TraceQuery
        {
            Service = parameters.Text("resource"),
            Text = parameters.Text("text"),
            ErrorsOnly = parameters.Flag("errors"),
            LeastDuration = Math.Min(parameters.Number("minDurationMs", 0), long.MaxValue / NanosecondsInMillisecond) * NanosecondsInMillisecond,
            From = parameters.Time("from"),
            To = parameters.Time("to"),
        };
    }

    private static Task GetAsync(HttpContext context, ITelemetry run)
    {
        var text = (string)context.Request.RouteValues["traceId"]!;
        if (!TraceId.TryParse(text, out var id) || run.Ask(reader => reader.SpansOf(id)) is not { Count: > 0 } spans)
        {
            return Problem.WriteAsync(context, StatusCodes.Status404NotFound, "Unknown trace",
                $"There is no trace '{text}': it has not come yet, or had to make room for newer ones. GET /api/traces lists those that are kept.");
        }
        var start = spans.Min(span => span.Start);
        var findings = Task.Run(() => Findings.Of(spans), CancellationToken.None);   // while the spans are written
        return Json.WriteAsync(context, Pieces);

        async IAsyncEnumerable<Action> Pieces(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("traceId", id.ToString());
            json.WriteString("startedAt", TelemetryJson.Time(start));
            json.WriteNumber("durationNs", spans.Max(span => span.End) - start);
            json.WriteStartArray("spans");
            foreach (var some in spans.OrderBy(span => span.Start).Chunk(SpansAtOnce))
            {
                yield return () =>
                {
                    foreach (var span in some)
                        TelemetryJson.WriteSpan(json, span, start);
                };
            }
            json.WriteEndArray();
            AnalysisJson.Write(json, await findings.ConfigureAwait(false));
            json.WriteEndObject();
        }
    }
}
