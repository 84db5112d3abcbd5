using System.Diagnostics;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Playwright;
using OpenTelemetry.Exporter;

namespace Aspire.Dashboard.Tests.Page;

/// <summary>The pages that answer why: map, runs, query, and the badges of what could be better.</summary>
public sealed class AnalysisTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    public async Task Map_runs_and_query_fit_are_accessible_and_the_browser_has_no_complaint(int width, ColorScheme colors)
    {
        using var folder = new TemporaryFolder();
        await RunOnceAsync(folder);
        await using var running = await RunningDashboard.StartAsync(Keeping(folder), Shop.Resources);
        OrderTrace.Send(running, orders: 12);
        await using var open = await browser.OpenAsync(running, width, colors: colors);
        var page = open.Page;
        var pages = page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" });

        await pages.GetByText("Map").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Whole run" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "worker service" }).WaitForAsync();
        await FitsAsync("map");
        await pages.GetByText("Query").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "The slowest operations" }).ClickAsync();
        await page.GetByRole(AriaRole.Cell, new() { Name = "POST /orders" }).WaitForAsync();
        await FitsAsync("query");
        await pages.GetByText("Runs").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox).Nth(1).WaitForAsync();
        await FitsAsync("runs");
        await page.GetByRole(AriaRole.Checkbox).Nth(0).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare the two" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "POST /orders" })).ToContainTextAsync("3 → 12");
        await FitsAsync("runs-compared");

        Assert.Empty(open.Problems);

        async Task FitsAsync(string view)
        {
            await open.PictureAsync($"{view}-{width}-{colors}");
            Assert.Equal((view, 0), (view, await open.OverflowAsync()));
            Assert.Empty(await open.BarriersAsync());
        }
    }

    [Fact]
    public async Task The_map_follows_what_services_do_and_leads_to_their_traces()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        await open.Page.GotoAsync(running.Dashboard.Urls[0] + "/map?range=0");
        await open.Page.GetByText("No calls in this time").WaitForAsync();

        OrderTrace.Send(running, orders: 4);
        var map = open.Page.GetByRole(AriaRole.Group, new() { Name = "Map of services" });
        await map.GetByRole(AriaRole.Link, new() { Name = "cache redis" }).WaitForAsync(); // Named as it is declared.
        await Assertions.Expect(map.Locator(".edge.failing")).ToHaveCountAsync(1);
        await map.GetByRole(AriaRole.Link, new() { Name = "worker service" }).ClickAsync();

        await open.Page.WaitForURLAsync("**/traces?resource=worker");
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task A_run_that_has_ended_is_looked_into_and_pinned()
    {
        using var folder = new TemporaryFolder();
        await RunOnceAsync(folder);
        await using var running = await RunningDashboard.StartAsync(Keeping(folder), Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GotoAsync(running.Dashboard.Urls[0] + "/runs");
        var row = page.GetByRole(AriaRole.Row).Nth(2);

        await row.GetByRole(AriaRole.Button, new() { Name = "Keep the run" }).ClickAsync();
        await Assertions.Expect(row.GetByRole(AriaRole.Button, new() { Name = "Keep the run", Pressed = true })).ToBeVisibleAsync();
        await row.GetByRole(AriaRole.Link, new() { Name = "Traces of the run" }).ClickAsync();
        await page.GetByText("which has ended").WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Rowheader).First.GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByRole(AriaRole.Treeitem).Filter(new() { HasText = "UPDATE orders" }).WaitForAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByText("Logs").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Order 3 confirmed" }).WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Back to the present run" }).ClickAsync();
        await page.GetByText("No log records yet").WaitForAsync();
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task A_question_in_SQL_is_answered_sorted_downloaded_and_kept_in_the_address()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        OrderTrace.Send(running, orders: 3);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GotoAsync(running.Dashboard.Urls[0] + "/query");
        var question = page.GetByLabel("Question in SQL");

        await question.FillAsync("SELECT name, count(*) AS n, '=1+1' AS f FROM spans WHERE kind = 'Client' GROUP BY name ORDER BY name");
        await question.PressAsync("Control+Enter");
        var names = page.GetByRole(AriaRole.Table, new() { Name = "Answer" }).Locator("tbody td:first-child");
        await Assertions.Expect(names).ToHaveTextAsync(["GET product:tea", "INSERT orders", "SELECT products", "UPDATE orders"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "name" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "name" }).ClickAsync();
        await Assertions.Expect(names.First).ToHaveTextAsync("UPDATE orders");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        Assert.Equal("name,n,f\r\nGET product:tea,3,'=1+1\r\n", string.Concat((await File.ReadAllLinesAsync(await download.PathAsync(), RunningDashboard.Limit)).Take(2).Select(line => line + "\r\n")));
        await page.ReloadAsync();
        await Assertions.Expect(names).ToHaveCountAsync(4);

        await question.FillAsync("DELETE FROM spans");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        Assert.Single(open.Problems); // The browser notes that the request was refused.
    }

    [Fact]
    public async Task A_hundred_thousand_rows_of_an_answer_are_scrolled_with_few_in_the_document()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GotoAsync(running.Dashboard.Urls[0] + "/query?sql=" + Uri.EscapeDataString("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i, i * i AS square FROM n"));
        await page.GetByText("100,000 rows in").WaitForAsync();

        await page.Locator(".virtual").EvaluateAsync("frame => frame.scrollTop = frame.scrollHeight");

        await page.GetByRole(AriaRole.Cell, new() { Name = "10000000000", Exact = true }).WaitForAsync();
        Assert.InRange(await page.Locator(".answer tbody tr").CountAsync(), 10, 100);
    }

    [Fact]
    public async Task Badges_tell_where_a_trace_asks_too_often_and_caches_for_ever()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        string id;
        using (var api = new Service("api", running, OtlpExportProtocol.Grpc))
        {
            using var request = api.Activities.StartActivity("GET /orders", ActivityKind.Server)!;
            id = request.TraceId.ToHexString();
            for (var order = 1; order <= 6; order++)
                Call("SELECT lines", "postgresql", $"SELECT * FROM lines WHERE order_id = {order}");
            for (var time = 1; time <= 2; time++)
                Call("SELECT rates", "postgresql", "SELECT * FROM rates");
            Call("SET", "redis", "SET orders:newest [1,2,3]");

            void Call(string name, string system, string text) =>
                api.Activities.StartActivity(name, ActivityKind.Client, request.Context)!.SetTag("db.system.name", system).SetTag("db.query.text", text).Dispose();
        }
        OrderTrace.Send(running, orders: 1);
        await using var open = await browser.OpenAsync(running);
        await open.Page.GotoAsync($"{running.Dashboard.Urls[0]}/traces");
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "GET /orders" }).Locator(".badge")).ToHaveTextAsync(["N+1", "duplicate", "no TTL"]);
        Assert.Equal(0, await open.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "POST /orders" }).Locator(".badge").CountAsync());
        await open.PictureAsync("traces-badges");
        Assert.Empty(await open.BarriersAsync());
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "GET /orders" }).ClickAsync();

        await Assertions.Expect(open.Page.Locator(".trace-head .badge")).ToHaveTextAsync(["N+1", "duplicate", "no TTL"]);
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Treeitem).Filter(new() { HasText = "N+1" })).ToHaveCountAsync(6);
        await open.Page.GetByRole(AriaRole.Treeitem).Filter(new() { HasText = "no TTL" }).ClickAsync();
        await open.Page.GetByText("without a time to live").WaitForAsync();
        Assert.Empty(await open.BarriersAsync());
    }

    private static DashboardOptions Keeping(TemporaryFolder folder) => OrderTrace.TakesTelemetry with { Telemetry = new TelemetryOptions { Folder = folder.Path } };

    private static async Task RunOnceAsync(TemporaryFolder folder)
    {
        await using var running = await RunningDashboard.StartAsync(Keeping(folder), Shop.Resources);
        OrderTrace.Send(running, orders: 3);
    }
}
