using Aspire.Dashboard.Resources;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Playwright;

namespace Aspire.Dashboard.Tests.Page;

/// <summary>The resources as a graph of who uses and awaits whom.</summary>
public sealed class GraphTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    public async Task The_graph_fits_is_accessible_and_shows_who_waits(int width, ColorScheme colors)
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        await using var open = await browser.OpenAsync(running, width, colors: colors);
        var page = open.Page;

        await page.GetByRole(AriaRole.Navigation, new() { Name = "View" }).GetByText("Graph").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "messaging Container Running Unhealthy" }).WaitForAsync();
        await open.PictureAsync($"graph-{width}-{colors}");

        Assert.Equal(1, await page.Locator(".edge.waiting").CountAsync());
        Assert.Equal(0, await open.OverflowAsync());
        Assert.Empty(await open.BarriersAsync());
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task A_node_follows_its_resource_and_opens_its_details()
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GotoAsync(running.Dashboard.Urls[0] + "/?view=graph");
        await page.GetByRole(AriaRole.Link, new() { Name = "cache Container Running" }).WaitForAsync();

        running.Application.Update(Some.Killed(Some.Cache));
        await page.GetByRole(AriaRole.Link, new() { Name = "cache Container Exited" }).ClickAsync();

        await page.GetByRole(AriaRole.Complementary, new() { Name = "Details of cache" }).WaitForAsync();
        Assert.Equal("/?view=graph&resource=cache", new Uri(page.Url).PathAndQuery);
    }

    [Fact]
    public async Task The_arrow_keys_go_from_node_to_node()
    {
        await using var running = await RunningDashboard.StartAsync(
            Some.Replica(1) with { Name = "api", Relationships = [new("cache", "Reference")] }, Some.Cache);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GotoAsync(running.Dashboard.Urls[0] + "/?view=graph");

        await page.GetByRole(AriaRole.Link, new() { Name = "api Project" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");

        await page.GetByRole(AriaRole.Complementary, new() { Name = "Details of cache" }).WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Complementary).WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task Resources_that_use_each_other_are_drawn_too()
    {
        await using var running = await RunningDashboard.StartAsync(
            Some.Cache with { Name = "a", DisplayName = "a", Relationships = [new("b", "Reference")] },
            Some.Cache with { Name = "b", DisplayName = "b", Relationships = [new("c", "Reference"), new("b", "Reference")] },
            Some.Cache with { Name = "c", DisplayName = "c", Relationships = [new("a", "Reference"), new("gone", "Reference")] });
        await using var open = await browser.OpenAsync(running);

        await open.Page.GotoAsync(running.Dashboard.Urls[0] + "/?view=graph");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "c Container" }).WaitForAsync();

        Assert.Equal(3, await open.Page.Locator(".edge").CountAsync());
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task Details_tell_endpoints_waits_volumes_and_when_health_was_asked()
    {
        await using var running = await RunningDashboard.StartAsync(
            Some.Replica(1) with { Name = "api", State = "Waiting", StartedAt = null, Relationships = [new("cache", "WaitFor")] },
            Some.Cache with
            {
                State = "Starting",
                StateStyle = null,
                HealthReports = [new("cache_check", ResourceHealth.Unhealthy, "Refused.", LastRunAt: Some.Start)],
                Volumes = [new("shop-cache-data", "/data", "volume", IsReadOnly: true)],
            });
        await using var open = await browser.OpenAsync(running);
        var details = open.Page.GetByRole(AriaRole.Complementary);

        await open.Page.GotoAsync(running.Dashboard.Urls[0] + "/?resource=cache");
        await Assertions.Expect(details).ToContainTextAsync("shop-cache-data volume, read only");
        await Assertions.Expect(details).ToContainTextAsync("tcp://localhost:6379");
        await Assertions.Expect(details).ToContainTextAsync("14 Mar, 09:26:53");
        await open.Page.GotoAsync(running.Dashboard.Urls[0] + "/?resource=api");

        var wait = details.Locator("details", new() { HasText = "Waits for" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(wait).ToContainTextAsync("Starting");
        running.Application.Update(Some.Replica(1) with { Name = "api", Relationships = [new("cache", "WaitFor")] });
        await Assertions.Expect(wait).ToContainTextAsync("done");
    }
}
