using System.Diagnostics;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Playwright;
using OpenTelemetry.Exporter;

namespace Aspire.Dashboard.Tests.Page;

/// <summary>Traces filtered, one looked into, two compared.</summary>
public sealed class TraceTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_bar_of_the_histogram_narrows_the_list_and_the_address_remembers_it()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        OrderTrace.Send(running, orders: 8);
        SendSlow(running);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GotoAsync(running.Dashboard.Urls[0] + "/traces");
        var rows = page.GetByRole(AriaRole.Table, new() { Name = "Traces" }).GetByRole(AriaRole.Rowheader);
        await Assertions.Expect(rows).ToHaveCountAsync(9);

        await page.GetByRole(AriaRole.Button, new() { Name = "1 traces of 5.00 s" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveTextAsync(["slow"]);
        await page.ReloadAsync();

        await Assertions.Expect(rows).ToHaveTextAsync(["slow"]);
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task Searching_in_a_trace_goes_from_span_to_span_that_has_the_attribute()
    {
        await using var open = await OpenOrderAsync();
        var find = open.Page.GetByLabel("Find in spans and attributes");

        await find.FillAsync("db.system.name=postgresql");
        await open.Page.GetByText("3 spans", new() { Exact = true }).WaitForAsync();
        await find.PressAsync("Enter");
        await find.PressAsync("Enter");

        await open.Page.GetByText("2 of 3").WaitForAsync();
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Treeitem, new() { Selected = true })).ToContainTextAsync("INSERT orders");
    }

    [Fact]
    public async Task Hidden_kinds_leave_what_is_below_them()
    {
        await using var open = await OpenOrderAsync();
        var spans = open.Page.GetByRole(AriaRole.Treeitem);
        await Assertions.Expect(spans).ToHaveCountAsync(7);

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Client" }).ClickAsync();
        await Assertions.Expect(spans).ToHaveCountAsync(3);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Producer" }).ClickAsync();

        await Assertions.Expect(spans).ToHaveCountAsync(2);
        await Assertions.Expect(spans.Last).ToHaveAttributeAsync("aria-level", "2");
        await Assertions.Expect(spans.Last).ToContainTextAsync("orders process");
    }

    [Fact]
    public async Task The_critical_path_and_a_spans_own_time_are_told()
    {
        await using var open = await OpenOrderAsync();

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Critical path" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Treeitem).Filter(new() { HasText = "orders process" }).ClickAsync();
        var details = open.Page.GetByRole(AriaRole.Complementary);

        // It runs from 71 to 97 ms, and its only child from 75 to 90 ms: 4 and 7 ms are its own, and both on the path.
        await Assertions.Expect(details).ToContainTextAsync("Self time11.0 ms");
        await Assertions.Expect(details).ToContainTextAsync("Longest gap7.00 ms");
        await Assertions.Expect(details).ToContainTextAsync("Critical path11.0 ms");
        await Assertions.Expect(open.Page.Locator(".gap")).ToHaveCountAsync(1); // From the answer at 66 ms to the consumer at 71 ms nothing ran.
    }

    [Fact]
    public async Task Log_records_beside_the_trace_lead_to_their_spans()
    {
        await using var open = await OpenOrderAsync();

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Logs 3" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Order 3 confirmed" }).ClickAsync();

        await Assertions.Expect(open.Page.GetByRole(AriaRole.Treeitem, new() { Selected = true })).ToContainTextAsync("orders process");
        Assert.Contains("span=", open.Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    public async Task Two_traces_ticked_stand_side_by_side(int width, ColorScheme colors)
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        var ids = OrderTrace.Send(running, orders: 3);
        await using var open = await browser.OpenAsync(running, width, colors: colors);
        var page = open.Page;
        if (width == 1280)
        {
            await page.GotoAsync(running.Dashboard.Urls[0] + "/traces");
            var ticks = page.GetByRole(AriaRole.Checkbox);
            await ticks.Nth(0).CheckAsync();
            await ticks.Nth(1).CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Compare the two" }).ClickAsync();
        }
        else
        {
            await page.GotoAsync($"{running.Dashboard.Urls[0]}/traces/detail/{ids[2]}?with={ids[1]}");
        }

        await page.GetByRole(AriaRole.Tree, new() { Name = "Spans of the second trace" }).GetByRole(AriaRole.Treeitem).Filter(new() { HasText = "UPDATE orders" }).WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "orders process" })).ToContainTextAsync("1 → 1");
        await open.PictureAsync($"traces-compared-{width}-{colors}");
        Assert.Equal(0, await open.OverflowAsync());
        Assert.Empty(await open.BarriersAsync());
        Assert.Empty(open.Problems);
    }

    private async Task<OpenPage> OpenOrderAsync()
    {
        var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        var id = OrderTrace.Send(running, orders: 3)[2];
        var open = await browser.OpenAsync(running);
        open.Owns(running);
        await open.Page.GotoAsync($"{running.Dashboard.Urls[0]}/traces/detail/{id}");
        await open.Page.GetByRole(AriaRole.Treeitem).Filter(new() { HasText = "UPDATE orders" }).WaitForAsync();
        return open;
    }

    private static void SendSlow(RunningDashboard running)
    {
        using var api = new Service("api", running, OtlpExportProtocol.Grpc);
        var slow = api.Activities.StartActivity("slow", ActivityKind.Server, default(ActivityContext), startTime: Some.Start)!;
        slow.SetEndTime(Some.Start.AddSeconds(7).UtcDateTime);
        slow.Dispose();
    }
}
