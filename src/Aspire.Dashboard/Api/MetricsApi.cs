using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Metrics;
using Aspire.Dashboard.Telemetry.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Api;

/// <summary><c>GET /api/metrics</c>: the instruments; <c>GET /api/metrics/series</c>: what one measured over time.</summary>
internal sealed class MetricsApi(CurrentRun current, DashboardOptions options)
{
    private const long NanosecondsInTick = 100;

    internal void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/metrics", context => RunsApi.AskAsync(context, current, run => ListAsync(context, run)));
        endpoints.MapGet("/api/metrics/series", context => RunsApi.AskAsync(context, current, run => GetAsync(context, run)));
    }

    private static Task ListAsync(HttpContext context, ITelemetry run)
    {
        var parameters = new QueryParameters(context.Request);
        var instruments = run.Ask(reader => reader.Instruments(parameters.Text("service"), parameters.Text("meter"), parameters.Text("instrument")));
        return Json.WriteAsync(context, json => MetricsJson.WriteInstruments(json, instruments));
    }

    private Task GetAsync(HttpContext context, ITelemetry run)
    {
        var parameters = new QueryParameters(context.Request);
        var groupBy = parameters.List("groupBy");
        var query = new MetricQuery
        {
            Service = parameters.Needed("service"),
            Meter = parameters.Needed("meter"),
            Instrument = parameters.Needed("instrument"),
            From = parameters.Time("from"),
            To = parameters.Time("to") ?? (run == current.Store ? Now : null),
            Points = parameters.Number("points", least: 1, most: 2000, whenAbsent: 150),
            Dimensions = parameters.Named("dimension."),
            GroupBy = groupBy is ["*"] ? null : groupBy,
            Aggregates = [.. parameters.List("aggregate").Distinct()],
            Limit = parameters.Number("limit", least: 1, most: 200, whenAbsent: 50),
            Exemplars = parameters.Number("exemplars", least: 0, most: 1000, whenAbsent: 100),
        };
        if (parameters.Problem is { } problem)
            return Problem.WriteAsync(context, StatusCodes.Status400BadRequest, title: null, problem);

        MetricAnswer? answer;
        try
        {
            answer = run.Ask(reader => reader.Ask(query, context.RequestAborted));
        }
        catch (UnknownAggregateException unknown)
        {
            return Problem.WriteAsync(context, StatusCodes.Status400BadRequest, title: null, unknown.Message);
        }
        return answer is not null
            ? Json.WriteAsync(context, json => MetricsJson.Write(json, answer))
            : Problem.WriteAsync(context, StatusCodes.Status404NotFound, "Unknown instrument",
                $"'{query.Service}' has sent no points of '{query.Instrument}' in the meter '{query.Meter}'. GET /api/metrics lists the instruments.");
    }

    private long Now => (options.TimeProvider.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) * NanosecondsInTick;
}
