using System.Diagnostics;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Playwright;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace Aspire.Dashboard.Tests.Page;

/// <summary>Metrics as tiles, and one in full.</summary>
public sealed class MetricsTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    public async Task Tiles_and_an_instrument_fit_are_accessible_and_the_browser_has_no_complaint(int width, ColorScheme colors)
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        using var shop = Measure(running);
        await using var open = await browser.OpenAsync(running, width, colors: colors);
        var page = open.Page;

        await page.GotoAsync(running.Dashboard.Urls[0] + "/metrics");
        var tile = page.GetByRole(AriaRole.Link).Filter(new() { HasText = "orders.duration" }).Filter(new() { Has = page.GetByRole(AriaRole.Img) });
        await tile.GetByText("p99").WaitForAsync();
        await FitsAsync("metrics");
        await tile.ClickAsync();
        await page.GetByRole(AriaRole.Img, new() { Name = "orders.duration over time: p50, p90, p99" }).WaitForAsync();
        await page.GetByLabel("Taken apart by").SelectOptionAsync("route");
        await page.GetByRole(AriaRole.Rowheader, new() { Name = "/orders" }).WaitForAsync();
        await FitsAsync("instrument");

        Assert.Empty(open.Problems);

        async Task FitsAsync(string view)
        {
            await open.PictureAsync($"{view}-{width}-{colors}");
            Assert.Equal((view, 0), (view, await open.OverflowAsync()));
            Assert.Empty(await open.BarriersAsync());
        }
    }

    [Fact]
    public async Task An_example_leads_to_its_trace()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        using var shop = Measure(running);
        await using var open = await browser.OpenAsync(running);
        await open.Page.GotoAsync($"{running.Dashboard.Urls[0]}/metrics?resource=shop&meter={shop.Meter.Name}&instrument=orders.duration");

        var examples = open.Page.GetByRole(AriaRole.Region, new() { Name = "Examples" }).GetByRole(AriaRole.Link);
        await examples.First.WaitForAsync();
        var points = await open.Page.Locator(".exemplar").CountAsync();
        await examples.First.ClickAsync();

        await open.Page.WaitForURLAsync("**/traces/detail/*");
        Assert.True(points > 0);
    }

    [Fact]
    public async Task Dimensions_and_aggregates_are_chosen_and_the_address_remembers_them()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        using var shop = Measure(running);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GotoAsync($"{running.Dashboard.Urls[0]}/metrics?resource=shop&meter={shop.Meter.Name}&instrument=orders.duration");
        var rows = page.GetByRole(AriaRole.Table, new() { Name = "Values" }).GetByRole(AriaRole.Rowheader);

        await page.GetByLabel("Taken apart by").SelectOptionAsync("route");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await page.GetByLabel("Only route").SelectOptionAsync("/cart");
        await Assertions.Expect(rows).ToHaveTextAsync(["/cart"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "rate", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Img, new() { Name = "orders.duration over time: /cart rate" }).WaitForAsync();
        await page.ReloadAsync();

        await page.GetByRole(AriaRole.Img, new() { Name = "orders.duration over time: /cart rate" }).WaitForAsync();
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task New_measurements_show_without_a_reload()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        await open.Page.GotoAsync(running.Dashboard.Urls[0] + "/metrics");
        await open.Page.GetByText("No metrics yet").WaitForAsync();

        using var shop = new MeasuringService("shop", 1, running, OtlpExportProtocol.Grpc, MetricReaderTemporalityPreference.Cumulative);
        var level = 3;
        shop.Meter.CreateObservableGauge("queue.length", () => level, "{message}");
        shop.Flush();
        var tile = open.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = "queue.length" }).Filter(new() { HasText = "message" });
        await Assertions.Expect(tile).ToContainTextAsync("3 message");
        level = 50;
        shop.Flush();

        await Assertions.Expect(tile).Not.ToContainTextAsync("3 message");
    }

    private static MeasuringService Measure(RunningDashboard running)
    {
        var shop = new MeasuringService("shop", 1, running, OtlpExportProtocol.Grpc, MetricReaderTemporalityPreference.Delta);
        var duration = shop.Meter.CreateHistogram<double>("orders.duration", "s", "How long orders take.");
        var orders = shop.Meter.CreateCounter<int>("orders.placed", "{order}");
        for (var round = 1; round <= 3; round++)
        {
            for (var order = 1; order <= 20; order++)
            {
                using var request = shop.Activities.StartActivity("POST /orders", ActivityKind.Server);
                duration.Record(order * round / 500.0, new KeyValuePair<string, object?>("route", order % 3 == 0 ? "/cart" : "/orders"));
                orders.Add(1);
            }
            shop.Flush();
        }
        return shop;
    }
}
