using Aspire.Dashboard.Tests.Running;
using Microsoft.Playwright;

namespace Aspire.Dashboard.Tests.Page;

public sealed class TelemetryTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    public async Task Traces_and_logs_fit_are_accessible_and_the_browser_has_no_complaint(int width, ColorScheme colors)
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        OrderTrace.Send(running, orders: 12);
        await using var open = await browser.OpenAsync(running, width, colors: colors);
        var page = open.Page;
        var pages = page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" });

        await pages.GetByText("Traces").ClickAsync();
        await page.GetByText("1 failed").First.WaitForAsync();
        await FitsAsync("traces");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "1 failed" }).First.GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByRole(AriaRole.Treeitem).Filter(new() { HasText = "UPDATE orders" }).WaitForAsync();
        await FitsAsync("trace");
        await page.GetByRole(AriaRole.Treeitem).Filter(new() { HasText = "INSERT orders" }).ClickAsync();
        await page.GetByText("exception.stacktrace").Or(page.GetByText("exception.message")).First.WaitForAsync();
        await FitsAsync("span");
        await pages.GetByText("Logs").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Order 11 could not be written" }).ClickAsync();
        await page.GetByRole(AriaRole.Complementary).WaitForAsync();
        await FitsAsync("logs");

        Assert.Empty(open.Problems);

        async Task FitsAsync(string view)
        {
            await open.PictureAsync($"{view}-{width}-{colors}");
            Assert.Equal((view, 0), (view, await open.OverflowAsync()));
            if (width == 1280)
                Assert.Empty(await open.BarriersAsync());
        }
    }

    [Fact]
    public async Task A_new_trace_shows_without_a_reload_and_leads_from_log_to_span()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        await open.Page.GotoAsync(running.Dashboard.Urls[0] + "/structuredlogs");
        await open.Page.GetByText("No log records yet").WaitForAsync();

        OrderTrace.Send(running, orders: 1);
        var row = open.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Order 1 confirmed" });
        await row.GetByRole(AriaRole.Link).ClickAsync();
        var span = open.Page.GetByRole(AriaRole.Treeitem).Filter(new() { HasText = "orders process" });
        await span.ClickAsync();

        await open.Page.GetByRole(AriaRole.Complementary).GetByText("Order 1 confirmed").WaitForAsync();
        Assert.Equal("3", await span.GetAttributeAsync("aria-level"));
    }

    [Fact]
    public async Task What_is_below_a_span_can_be_folded_away()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        var id = OrderTrace.Send(running, orders: 3)[2];
        await using var open = await browser.OpenAsync(running);
        await open.Page.GotoAsync($"{running.Dashboard.Urls[0]}/traces/detail/{id}");
        var spans = open.Page.GetByRole(AriaRole.Treeitem);
        await Assertions.Expect(spans).ToHaveCountAsync(7);

        await spans.First.ClickAsync();
        await open.Page.Keyboard.PressAsync("ArrowLeft");

        await Assertions.Expect(spans).ToHaveCountAsync(1);
        await Assertions.Expect(spans).ToContainTextAsync("failed");
    }
}
