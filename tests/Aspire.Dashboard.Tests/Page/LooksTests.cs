using Aspire.Dashboard.Tests.Running;
using Microsoft.Playwright;

namespace Aspire.Dashboard.Tests.Page;

/// <summary>The page at the widths that people have, in both colours. The pictures are kept beside the tests.</summary>
public sealed class LooksTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    public async Task Every_view_fits_is_accessible_and_the_browser_has_no_complaint(int width, ColorScheme colors)
    {
        await using var running = await RunningDashboard.StartAsync(new DashboardOptions { BrowserToken = RunningDashboard.Token, ApplicationName = "Shop" }, Shop.Resources);
        Shop.WriteLogs(running.Application);
        await using var open = await browser.OpenAsync(running, width, colors: colors);
        var page = open.Page;
        var suffix = $"{width}-{colors}";

        await page.GetByRole(AriaRole.Link, new() { Name = "api-2", Exact = true }).WaitForAsync();
        await FitsAsync($"resources-{suffix}");

        await page.GetByRole(AriaRole.Link, new() { Name = "api-1", Exact = true }).ClickAsync();
        await page.GetByText("ConnectionStrings__orders").WaitForAsync();
        await FitsAsync($"details-{suffix}");

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Details" }).GetByText("Console").ClickAsync();
        await page.GetByText("Broker transport failure").WaitForAsync();
        await FitsAsync($"details-console-{suffix}");

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByText("Console").ClickAsync();
        await page.GetByText("No broker answers").WaitForAsync();
        await FitsAsync($"console-all-{suffix}");
        await page.GetByLabel("Resource", new() { Exact = true }).SelectOptionAsync("api-1");
        await page.GetByText("Broker transport failure").WaitForAsync();
        await page.GetByLabel("Find in console").FillAsync("order 11");
        await FitsAsync($"console-{suffix}");

        Assert.Empty(open.Problems);

        async Task FitsAsync(string view)
        {
            await open.PictureAsync(view);
            Assert.Equal((view, 0), (view, await open.OverflowAsync()));
            if (width == 1280)
                Assert.Empty(await open.BarriersAsync());
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_way_in_says_how_to_get_in(ColorScheme colors)
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache);
        await using var open = await browser.OpenAsync(running, 400, 700, colors);
        await open.Page.Context.ClearCookiesAsync();

        await open.Page.GotoAsync(running.Dashboard.Urls[0]);
        await open.Page.GetByLabel("Token").FillAsync("a guess");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await open.Page.GetByText("This is not the token").WaitForAsync();
        await open.PictureAsync($"sign-in-{colors}");
        Assert.Empty(await open.BarriersAsync());
        await open.Page.GetByLabel("Token").FillAsync(RunningDashboard.Token);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "cache", Exact = true }).WaitForAsync();
    }
}
