using System.Text.Json;
using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Runs;
using Aspire.Dashboard.Telemetry.Sql;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Api;

/// <summary><c>GET</c> and <c>POST /api/query</c>: SQL over all that a run has; <c>/api/query/tables</c> and <c>/api/query/examples</c>: what can be asked.</summary>
internal sealed class SqlApi(CurrentRun current, DashboardOptions options)
{
    internal void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/query", context => AskAsync(context, new QueryParameters(context.Request).Text("sql")));
        endpoints.MapPost("/api/query", async context =>
        {
            if (await RequestBody.ReadAsync(context, ApiJson.Default.SqlRequest).ConfigureAwait(false) is { } request)
                await AskAsync(context, request.Sql).ConfigureAwait(false);
        });
        endpoints.MapGet("/api/query/tables", context => RunsApi.AskAsync(context, current, run => TablesAsync(context, run)));
        endpoints.MapGet("/api/query/examples", ExamplesAsync);
    }

    private Task AskAsync(HttpContext context, string? sql) => RunsApi.AskAsync(context, current, async run =>
    {
        var parameters = new QueryParameters(context.Request);
        var limit = parameters.Number("limit", least: 1, most: SqlQuestion.MostRows, whenAbsent: 1000);
        var problem = parameters.Problem ?? (string.IsNullOrWhiteSpace(sql) ? "The parameter sql is missing." : null);
        if (problem is not null)
        {
            await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, title: null, problem).ConfigureAwait(false);
            return;
        }
        var start = options.TimeProvider.GetTimestamp();
        try
        {
            var answer = await Task.Run(() => SqlQuestion.Ask(run.File, sql!, limit, options.TimeProvider, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
            await Json.WriteAsync(context, json => Write(json, answer, options.TimeProvider.GetElapsedTime(start))).ConfigureAwait(false);
        }
        catch (SqlProblemException failure)
        {
            await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, "Not answered", failure.Message).ConfigureAwait(false);
        }
    });

    private Task TablesAsync(HttpContext context, ITelemetry run)
    {
        var tables = SqlQuestion.Columns(run.File, options.TimeProvider);
        return Json.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var (view, columns) in tables)
            {
                json.WriteStartObject();
                json.WriteString("name", view.Name);
                json.WriteString("description", view.Description);
                json.WriteStartArray("columns");
                foreach (var column in columns)
                    json.WriteStringValue(column);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static Task ExamplesAsync(HttpContext context) => Json.WriteAsync(context, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var (title, sql) in SqlViews.Examples)
        {
            json.WriteStartObject();
            json.WriteString("title", title);
            json.WriteString("sql", sql);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, SqlAnswer answer, TimeSpan elapsed)
    {
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var column in answer.Columns)
            json.WriteStringValue(column);
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in answer.Rows)
        {
            json.WriteStartArray();
            foreach (var value in row)
            {
                if (value is long number)
                    json.WriteNumberValue(number);
                else if (value is double real && double.IsFinite(real))
                    json.WriteNumberValue(real);
                else if (value is string text)
                    json.WriteStringValue(text);
                else
                    json.WriteNullValue();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteBoolean("isComplete", answer.IsComplete);
        json.WriteNumber("elapsedMs", Math.Round(elapsed.TotalMilliseconds, 1));
        json.WriteEndObject();
    }
}
