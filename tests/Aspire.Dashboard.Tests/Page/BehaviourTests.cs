using Aspire.Dashboard.Resources;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Playwright;

namespace Aspire.Dashboard.Tests.Page;

public sealed class BehaviourTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_kill_shows_without_a_reload()
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        var row = Row(open.Page, "cache");
        await row.GetByText("Running").WaitForAsync();

        running.Application.Update(Some.Killed(Some.Cache));

        await row.GetByText("Exited").WaitForAsync();
        await row.GetByText("(137)").WaitForAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Start cache", Exact = true }).WaitForAsync();
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task A_button_carries_out_the_command_and_says_how_it_went()
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        running.Application.Answer = (resource, command) => command == "resource-restart"
            ? new ResourceCommandResult(false, $"{resource}: port 6379 is taken.")
            : new ResourceCommandResult(true);
        await using var open = await browser.OpenAsync(running);

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Stop cache" }).ClickAsync();
        await open.Page.GetByText("cache: stop done.").WaitForAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Restart cache" }).ClickAsync();
        await open.Page.GetByText("cache: port 6379 is taken.").WaitForAsync();

        Assert.Equal([("cache", "resource-stop"), ("cache", "resource-restart")], running.Application.Executed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_command_that_asks_first_is_carried_out_only_after_yes(bool yes)
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        await Row(open.Page, "cache").GetByRole(AriaRole.Link, new() { Name = "cache", Exact = true }).ClickAsync();

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Clear cache cache" }).ClickAsync();
        var question = open.Page.GetByRole(AriaRole.Dialog);
        await question.GetByText("Remove every key?").WaitForAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = yes ? "Clear cache" : "Cancel" }).ClickAsync();
        await question.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        if (yes)
            await open.Page.GetByText("cache: clear cache done.").WaitForAsync();

        Assert.Equal(yes ? [("cache", "clear-cache")] : [], running.Application.Executed);
    }

    [Fact]
    public async Task Secrets_are_not_in_the_page()
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        await using var open = await browser.OpenAsync(running);

        await open.Page.GotoAsync(running.Dashboard.Urls[0] + "/?resource=api-1");
        var secret = open.Page.GetByRole(AriaRole.Complementary).Locator("div", new() { Has = open.Page.GetByText("ConnectionStrings__orders", new() { Exact = true }) }).Last;

        Assert.Equal("ConnectionStrings__orders\nsecret", (await secret.InnerTextAsync()).Replace("\n\n", "\n", StringComparison.Ordinal).Trim());
    }

    [Fact]
    public async Task The_keyboard_suffices()
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await Row(page, "messaging").WaitForAsync();

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("localhost");
        await Row(page, "mailer").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Row(page, "cache").GetByRole(AriaRole.Link, new() { Name = "cache", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Complementary, new() { Name = "Details of messaging" }).WaitForAsync();
        await page.GetByText("No broker answered within 2 s.").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");

        await page.GetByRole(AriaRole.Complementary).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal("/", new Uri(page.Url).PathAndQuery);
    }

    [Fact]
    public async Task The_address_leads_back_to_what_was_shown()
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        Shop.WriteLogs(running.Application);
        await using var open = await browser.OpenAsync(running);
        await Row(open.Page, "api-1").GetByRole(AriaRole.Link, new() { Name = "Console of api-1" }).ClickAsync();
        await open.Page.GetByText("Broker transport failure").WaitForAsync();

        await open.Page.ReloadAsync();
        await open.Page.GetByText("Broker transport failure").WaitForAsync();
        await open.Page.GoBackAsync();

        await open.Page.GetByRole(AriaRole.Complementary).WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static ILocator Row(IPage page, string name) =>
        page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });
}
