using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Queries;
using Aspire.Dashboard.Telemetry.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Api;

/// <summary><c>GET /api/logs</c>: what services logged, as records rather than lines.</summary>
internal sealed class StructuredLogsApi(CurrentRun current)
{
    internal void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/api/logs", context => RunsApi.AskAsync(context, current, run => ListAsync(context, run)));

    private static Task ListAsync(HttpContext context, ITelemetry run)
    {
        var parameters = new QueryParameters(context.Request);
        var query = new LogQuery
        {
            Service = parameters.Text("resource"),
            Text = parameters.Text("text"),
            Before = parameters.Number("before", long.MaxValue),
            Limit = parameters.Limit(whenAbsent: 200),
        };
        var problem = parameters.Problem;
        if (parameters.Text("severity") is { } severity)
        {
            if (LeastSeverity(severity) is { } least)
                query = query with { LeastSeverity = least };
            else
                problem ??= $"The parameter severity is '{severity}'; it is Trace, Debug, Information, Warning, Error or Critical.";
        }
        if (parameters.Text("traceId") is { } trace)
        {
            if (TraceId.TryParse(trace, out var id))
                query = query with { TraceId = id };
            else
                problem ??= $"The parameter traceId is '{trace}'; it is 32 hexadecimal digits.";
        }
        if (problem is not null)
            return Problem.WriteAsync(context, StatusCodes.Status400BadRequest, title: null, problem);

        var logs = run.Ask(reader => reader.Find(query, context.RequestAborted));
        return Json.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var log in logs)
                TelemetryJson.WriteLog(json, log);
            json.WriteEndArray();
            Json.WriteNext(json, logs.Count == query.Limit ? logs[^1].Number : null);
            json.WriteEndObject();
        });
    }

    private static int? LeastSeverity(string name)
    {
        for (var severity = 1; severity <= 24; severity += 4)
        {
            if (TelemetryJson.SeverityName(severity).Equals(name, StringComparison.OrdinalIgnoreCase))
                return severity;
        }
        return null;
    }
}
