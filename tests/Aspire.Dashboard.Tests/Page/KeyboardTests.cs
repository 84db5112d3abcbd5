using Microsoft.Playwright;

namespace Aspire.Dashboard.Tests.Page;

/// <summary>Whoever has no mouse gets everywhere.</summary>
public sealed class KeyboardTests(Browser browser) : IClassFixture<Browser>
{
    // What can be used and is seen. Of a group of rows, nodes or radio buttons one is reached with Tab, the others with arrows.
    private const string NotReached = """
        () => {
            const isSeen = one => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 0;
            return [...document.querySelectorAll('a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea, summary, [tabindex="0"]')]
                .filter(one => isSeen(one) && one.tabIndex >= 0 && !one.dataset.reached && one.type !== 'radio')
                .map(one => one.outerHTML.slice(0, 120));
        }
        """;

    private const string FocusedUnseen = """
        () => {
            const one = document.activeElement;
            const { outlineStyle, boxShadow } = getComputedStyle(one);
            return one === document.body || outlineStyle !== 'none' || boxShadow !== 'none' || one.matches('input, textarea, select') ? null : one.outerHTML.slice(0, 120);
        }
        """;

    [Theory]
    [InlineData("", "cache")]
    [InlineData("/consolelogs", "Now listening on")]
    [InlineData("/structuredlogs", "placed")]
    [InlineData("/traces", "POST /orders")]
    [InlineData("/map?range=0", "worker")]
    [InlineData("/runs", "goes on, this run")]
    [InlineData("/query", "The slowest operations")]
    public async Task Tab_reaches_everything_on_a_page_and_shows_where_it_is(string path, string content)
    {
        await using var running = await Running.RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        Shop.WriteLogs(running.Application);
        OrderTrace.Send(running, orders: 3);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GotoAsync(running.Dashboard.Urls[0] + path);
        await page.Locator("main").GetByText(content).First.WaitForAsync();
        await page.EvaluateAsync("document.addEventListener('focusin', event => event.target.dataset.reached = 'yes')");

        var unseen = new List<string>();
        for (var left = 300; left > 0 && (await page.EvaluateAsync<string[]>(NotReached)).Length > 0; left--)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>(FocusedUnseen) is { } hidden)
                unseen.Add(hidden);
        }

        Assert.Empty(await page.EvaluateAsync<string[]>(NotReached));
        Assert.Empty(unseen.Distinct());
    }

    [Fact]
    public async Task A_slow_trace_is_found_opened_and_looked_into_with_keys_alone()
    {
        await using var running = await Running.RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        OrderTrace.Send(running, orders: 3);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Traces" }).First.WaitForAsync();

        await TabToAsync(page, "a", "Traces");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "POST /orders" }).First.WaitForAsync();
        await TabToAsync(page, "a[data-row]", "POST /orders");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Tree).WaitForAsync();
        await TabToAsync(page, "[role=tree]", "");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        var details = page.GetByRole(AriaRole.Complementary);
        await details.WaitForAsync();
        Assert.StartsWith("Details of", await details.GetAttributeAsync("aria-label"), StringComparison.Ordinal);

        await page.Keyboard.PressAsync("Escape");
        await details.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal("tree", await page.EvaluateAsync<string?>("document.activeElement.getAttribute('role')"));   // where it was before
        Assert.Empty(open.Problems);
    }

    private static async Task TabToAsync(IPage page, string selector, string text)
    {
        for (var left = 100; left > 0; left--)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("([selector, text]) => document.activeElement.matches(selector) && document.activeElement.textContent.includes(text)", new[] { selector, text }))
                return;
        }
        Assert.Fail($"Tab never comes to {selector} {text}.");
    }
}
