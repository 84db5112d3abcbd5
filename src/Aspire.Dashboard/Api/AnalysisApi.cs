using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Analysis;
using Aspire.Dashboard.Telemetry.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Api;

/// <summary><c>GET /api/map</c>: who called whom; <c>GET /api/compare</c>: two runs, operation by operation.</summary>
internal sealed class AnalysisApi(CurrentRun current)
{
    /// <summary>The newest so many are gone through; more would let the page wait.</summary>
    private const int MostSpans = 200_000;

    internal void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/map", context => RunsApi.AskAsync(context, current, run => MapAsync(context, run)));
        endpoints.MapGet("/api/compare", CompareAsync);
    }

    private static Task MapAsync(HttpContext context, ITelemetry run)
    {
        var parameters = new QueryParameters(context.Request);
        long? from = parameters.Time("from"), to = parameters.Time("to");
        if (parameters.Problem is { } problem)
            return Problem.WriteAsync(context, StatusCodes.Status400BadRequest, title: null, problem);

        var map = new ServiceMap();
        var (first, last) = (long.MaxValue, 0L);
        run.Ask(reader =>
        {
            foreach (var trace in reader.Recent(from ?? 0, to ?? long.MaxValue, MostSpans, context.RequestAborted))
            {
                map.Add(trace);
                first = Math.Min(first, (long)trace.Min(span => span.Start));
                last = Math.Max(last, (long)trace.Max(span => span.End));
            }
            return true;
        });
        var isComplete = map.Spans < MostSpans;
        return Json.WriteAsync(context, json => AnalysisJson.Write(json, map, isComplete ? from ?? Math.Min(first, last) : first, to ?? last, isComplete));
    }

    private Task CompareAsync(HttpContext context)
    {
        var parameters = new QueryParameters(context.Request);
        var (a, b) = (parameters.Needed("a"), parameters.Needed("b"));
        var limit = parameters.Limit(whenAbsent: 200);
        var after = parameters.Text("after");
        if (parameters.Problem is { } problem)
            return Problem.WriteAsync(context, StatusCodes.Status400BadRequest, title: null, problem);
        return RunsApi.AskAsync(context, current, a, runA => RunsApi.AskAsync(context, current, b, runB =>
        {
            var (operationsA, operationsB) = (Read(runA, context.RequestAborted), Read(runB, context.RequestAborted));
            var comparison = new Comparison(a, b, operationsA, operationsB, IsComplete: operationsA.Spans < MostSpans && operationsB.Spans < MostSpans);
            return Json.WriteAsync(context, json => AnalysisJson.Write(json, comparison, after, limit));
        }));
    }

    private static Operations Read(ITelemetry run, CancellationToken cancellationToken)
    {
        var operations = new Operations();
        return run.Ask(reader =>
        {
            foreach (var trace in reader.Recent(0, long.MaxValue, MostSpans, cancellationToken))
                operations.Add(trace);
            return operations;
        });
    }
}
