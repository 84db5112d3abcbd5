using Aspire.Dashboard.Interactions;
using Aspire.Dashboard.Resources;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Playwright;

namespace Aspire.Dashboard.Tests.Page;

/// <summary>The dialogs and bars in which the application asks and tells.</summary>
public sealed class InteractionTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly Interaction _values = new()
    {
        Id = 1,
        Kind = InteractionKind.Inputs,
        Title = "Enter missing values",
        Message = "See **the guide** at https://example.com/guide.",
        IsMarkdown = true,
        PrimaryText = "Set",
        SecondaryText = "Cancel",
        Inputs =
        [
            new InputField { Name = "key", Label = "api-key", Kind = InputKind.Secret, IsRequired = true, Description = "Of the [portal](https://example.com), not `<img src=x onerror=alert(1)>`. [Bad](javascript:alert(1))", IsMarkdown = true },
            new InputField { Name = "region", Label = "region", Kind = InputKind.Choice, Value = "eu", Options = [new("eu", "Europe"), new("us", "America")], FillsOthers = true },
            new InputField { Name = "zone", Label = "zone", Kind = InputKind.Choice, Options = [new("a", "A")], AllowsOther = true },
            new InputField { Name = "count", Label = "count", Kind = InputKind.Number, Placeholder = "How many" },
            new InputField { Name = "save", Label = "Save to user secrets", Kind = InputKind.Boolean, Description = "For the next run." },
        ],
    };

    private static readonly Interaction _bar = new()
    {
        Id = 2,
        Kind = InteractionKind.Notification,
        Title = "Values are missing",
        Message = "What needs 'api-key' waits for its value.",
        Intent = InteractionIntent.Warning,
        PrimaryText = "Enter values",
        LinkText = "Guide",
        LinkUrl = "https://example.com",
    };

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    public async Task Dialog_and_bar_fit_and_keep_nobody_out(int width, ColorScheme colors)
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        await using var open = await browser.OpenAsync(running, width, colors: colors);
        running.Application.Interactions.Open(_bar);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Enter values" }).WaitForAsync();
        await FitsAsync("notification");

        running.Application.Interactions.Check = _ => [new InputProblem("key", "It has to begin with sk-.")];
        running.Application.Interactions.Open(_bar, _values);
        await open.Page.GetByLabel("api-key").FillAsync("secret");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Set", Exact = true }).ClickAsync();
        await open.Page.GetByText("It has to begin with sk-.").WaitForAsync();
        await FitsAsync("dialog");
        Assert.DoesNotContain(open.Problems, problem => !problem.Contains("422", StringComparison.Ordinal));

        async Task FitsAsync(string view)
        {
            await open.PictureAsync($"{view}-{width}-{colors}");
            Assert.Equal((view, 0), (view, await open.OverflowAsync()));
            Assert.Empty(await open.BarriersAsync());
        }
    }

    [Fact]
    public async Task What_is_entered_is_sent_once_and_is_nowhere_in_the_page_afterwards()
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        running.Application.Interactions.Open(_values);
        var page = open.Page;

        await page.GetByLabel("api-key").FillAsync("my-secret-value");
        Assert.Equal("password", await page.GetByLabel("api-key").GetAttributeAsync("type"));
        await page.GetByLabel("region").SelectOptionAsync("us");
        await page.GetByLabel("zone").FillAsync("b");
        await page.GetByLabel("count").FillAsync("3");
        await page.GetByLabel("Save to user secrets").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Detached });

        var values = Assert.Single(running.Application.Interactions.Answers).Values;
        Assert.Equal(["b", "3", "my-secret-value", "us", "true"], new[] { "zone", "count", "key", "region", "save" }.Select(name => values[name]));
        Assert.Contains(running.Application.Interactions.Changes, change => change["region"] == "us");
        Assert.DoesNotContain("my-secret-value", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("my-secret-value", await page.EvaluateAsync<string>("JSON.stringify([{...localStorage}, {...sessionStorage}, location.href, history.state])"), StringComparison.Ordinal);
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task The_focus_stays_in_the_dialog_and_escape_dismisses_it()
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        running.Application.Interactions.Open(_values);
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Enter missing values" }).WaitForAsync();

        Assert.Equal("api-key", await page.EvaluateAsync<string>("document.activeElement.labels[0].firstChild.textContent"));
        for (var i = 0; i < 12; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("document.activeElement === document.body || !!document.activeElement.closest('dialog')"));
        }
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Detached });

        Assert.Equal(InteractionChoice.Dismiss, Assert.Single(running.Application.Interactions.Answers).Choice);
    }

    [Fact]
    public async Task What_must_be_answered_is_not_closed_by_escape()
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        running.Application.Interactions.Open(new Interaction { Id = 3, Kind = InteractionKind.MessageBox, Title = "Deploy?", Message = "Now.", PrimaryText = "Yes", SecondaryText = "No", CanDismiss = false });
        var dialog = open.Page.GetByRole(AriaRole.Dialog, new() { Name = "Deploy?" });
        await dialog.WaitForAsync();

        await open.Page.Keyboard.PressAsync("Escape");
        await open.Page.Keyboard.PressAsync("Escape");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "No" }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });

        Assert.Equal(InteractionChoice.Secondary, Assert.Single(running.Application.Interactions.Answers).Choice);
    }

    [Fact]
    public async Task Markdown_cannot_run_anything()
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        running.Application.Interactions.Open(_values);
        var dialog = open.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Link, new() { Name = "portal" }).WaitForAsync();

        Assert.Equal(0, await dialog.Locator("img").CountAsync());
        Assert.Equal(["https://example.com/guide", "https://example.com"], await dialog.Locator("a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))"));
        Assert.Equal("the guide", await dialog.Locator("strong").InnerTextAsync());
    }

    [Fact]
    public async Task What_is_filled_in_meanwhile_leaves_what_was_typed()
    {
        await using var running = await RunningDashboard.StartAsync(Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        running.Application.Interactions.Open(_values);
        await open.Page.GetByLabel("api-key").FillAsync("typed");

        running.Application.Interactions.Open(_values with { Inputs = _values.Inputs.SetItem(3, _values.Inputs[3] with { Value = "5" }) });

        await Assertions.Expect(open.Page.GetByLabel("count")).ToHaveValueAsync("5");
        await Assertions.Expect(open.Page.GetByLabel("api-key")).ToHaveValueAsync("typed");
    }

    [Fact]
    public async Task A_command_asks_for_its_arguments_until_they_are_right_and_shows_what_it_hands_back()
    {
        var command = new ResourceCommand("greet", "Greet", ConfirmationMessage: "Whom?") { Arguments = [new InputField { Name = "name", Label = "Name", Kind = InputKind.Text }] };
        await using var running = await RunningDashboard.StartAsync(Some.Cache with { Commands = [command] });
        running.Application.Answer = (_, _) => running.Application.Arguments.Count == 1
            ? new ResourceCommandResult(false) { Problems = [new InputProblem("name", "Not that one.")] }
            : new ResourceCommandResult(true, "Greeted.") { Output = new("{\"hello\":1}", ResourceCommandOutputFormat.Json, IsShownAtOnce: true) };
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "cache", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Greet cache" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Mallory");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Greet" }).ClickAsync();
        await page.GetByText("Not that one.").WaitForAsync();
        await page.GetByLabel("Name").FillAsync("Alice");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Greet" }).ClickAsync();

        await page.GetByText("\"hello\": 1").WaitForAsync();
        Assert.Equal(["Mallory", "Alice"], running.Application.Arguments.Select(one => one["name"]));
    }
}
