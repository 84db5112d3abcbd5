using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Page;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests;

/// <summary>SQL over what a run has, and nothing but questions.</summary>
public sealed class SqlApiTests
{
    [Fact]
    public async Task Every_table_and_every_example_can_be_asked()
    {
        await using var running = await StartAsync();

        foreach (var table in (await GetAsync(running, "/api/query/tables")).GetProperty("items").EnumerateArray())
        {
            var answer = await AskAsync(running, $"SELECT * FROM {table.GetProperty("name")}");
            Assert.NotEmpty(answer.GetProperty("rows").EnumerateArray());
            Assert.Equal(table.GetProperty("columns").GetRawText(), answer.GetProperty("columns").GetRawText());
        }
        foreach (var example in (await GetAsync(running, "/api/query/examples")).GetProperty("items").EnumerateArray())
            Assert.True((await AskAsync(running, example.GetProperty("sql").GetString()!)).GetProperty("columns").GetArrayLength() > 0);
    }

    [Theory]
    [InlineData("SELECT name, count(*) FROM spans WHERE kind = 'Server' GROUP BY name", """[["POST /orders",4]]""")]
    [InlineData("SELECT attributes ->> 'http.response.status_code', is_error FROM spans WHERE name = 'POST /orders' ORDER BY time_ns LIMIT 2", """[[201,0],[201,0]]""")]
    [InlineData("SELECT message, level, service FROM logs WHERE severity >= 17", """[["Order 3 could not be written","Error","api"]]""")]
    [InlineData("SELECT service, errors, spans, time, duration_ms FROM traces WHERE errors > 0", """[["api",1,7,"2026-03-14T09:26:56.000Z",97]]""")]
    [InlineData("SELECT instrument, value, count, dimensions ->> 'of' FROM metrics ORDER BY time_ns", """[["orders",1.5,0,"tea"]]""")]
    [InlineData("SELECT s.name FROM spans p JOIN spans s ON s.trace_id = p.trace_id AND s.parent_span_id = p.span_id WHERE p.name = 'orders process' LIMIT 1", """[["UPDATE orders"]]""")]
    [InlineData("SELECT 9223372036854775807, 0.5, NULL, x'ff';", """[[9223372036854775807,0.5,null,"ff"]]""")]
    public async Task A_question_gives_what_was_sent(string sql, string rows)
    {
        await using var running = await StartAsync();

        Assert.Equal(rows, (await AskAsync(running, sql)).GetProperty("rows").GetRawText());
    }

    [Theory]
    [InlineData("DELETE FROM main.spans", "Only questions")]
    [InlineData("INSERT INTO main.texts VALUES (1, 'x') RETURNING id", "Only questions")]
    [InlineData("DROP TABLE main.spans", "Only questions")]
    [InlineData("CREATE TEMP TABLE mine (id)", "Only questions")]
    [InlineData("ATTACH '/etc/passwd' AS other", "Only questions")]
    [InlineData("PRAGMA query_only = 0", "Only questions")]
    [InlineData("SELECT * FROM pragma_database_list", "Only questions")]
    [InlineData("VACUUM INTO '/tmp/copy'", "Only questions")]
    [InlineData("BEGIN", "Only questions")]
    [InlineData("SELECT load_extension('x')", "")]
    [InlineData("SELECT 1; SELECT 2", "one statement")]
    [InlineData("SELECT missing FROM spans", "no such column: missing")]
    [InlineData("SELEC 1", "syntax error")]
    [InlineData(" -- nothing", "no statement")]
    [InlineData("SELECT zeroblob(1000000000)", "too big")]
    [InlineData("SELECT attributes(x'0aff', 1)", "")]
    [InlineData("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", "longer than 5 seconds")]
    public async Task What_is_no_question_or_takes_too_long_is_refused_with_a_sentence(string sql, string because)
    {
        await using var running = await StartAsync();

        using var answer = await running.Client.PostAsJsonAsync("/api/query", new { sql }, RunningDashboard.Limit);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(because, (await answer.Content.ReadFromJsonAsync<JsonElement>(RunningDashboard.Limit)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(28, (await AskAsync(running, "SELECT count(*) FROM spans")).GetProperty("rows")[0][0].GetInt32());
    }

    [Fact]
    public async Task A_value_nested_without_end_does_not_end_the_dashboard()
    {
        await using var running = await StartAsync();
        var value = new Message().With(1, "the core");
        for (var level = 0; level < 2000; level++)
            value = new Message().With(5, new Message().With(1, value));

        using var answer = await running.Client.PostAsJsonAsync("/api/query", new { sql = $"SELECT attributes(x'{Convert.ToHexString(new Message().With(1, Message.Attribute("deep", value)).Bytes)}', 1)" }, RunningDashboard.Limit);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("nested deeper", await answer.Content.ReadAsStringAsync(RunningDashboard.Limit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_rows_than_asked_for_are_left_out_and_the_answer_says_so()
    {
        await using var running = await StartAsync();

        var some = await GetAsync(running, "/api/query?limit=3&sql=" + Uri.EscapeDataString("SELECT name FROM spans"));

        Assert.Equal((3, false), (some.GetProperty("rows").GetArrayLength(), some.GetProperty("isComplete").GetBoolean()));
    }

    private static async Task<RunningDashboard> StartAsync()
    {
        var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Some.Cache);
        OrderTrace.Send(running, orders: 4);
        using var taken = await OtlpCall.PostAsync(running, "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", Points.Request("api", "Shop", Points.Gauge("orders", Points.Number(1, 2, 1.5, "tea"))));
        return running;
    }

    private static async Task<JsonElement> AskAsync(RunningDashboard running, string sql)
    {
        using var answer = await running.Client.PostAsJsonAsync("/api/query", new { sql }, RunningDashboard.Limit);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(RunningDashboard.Limit));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(RunningDashboard.Limit);
    }

    private static Task<JsonElement> GetAsync(RunningDashboard running, string path) => running.Client.GetFromJsonAsync<JsonElement>(path, RunningDashboard.Limit);
}
