using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Services.Tests.OrderService;

/// <summary>The service's own page in a real browser without a window. Chromium as the machine has it.</summary>
internal sealed class OrderPage : IAsyncDisposable
{
    private const float LimitMilliseconds = 30_000;   // a busy machine draws slowly
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private OrderPage(IPlaywright playwright, IBrowser browser, IPage page)
    {
        _playwright = playwright;
        _browser = browser;
        Page = page;
        page.PageError += (_, error) => Complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add(message.Text);
        };
    }

    internal IPage Page { get; }

    /// <summary>What the browser has to say against the page.</summary>
    internal List<string> Complaints { get; } = [];

    internal ILocator Cart => Page.GetByRole(AriaRole.Region, new() { Name = "Cart" });

    internal ILocator Orders => Page.GetByRole(AriaRole.Region, new() { Name = "Newest orders" }).GetByRole(AriaRole.Listitem);

    internal ILocator PlaceOrder => Page.GetByRole(AriaRole.Button, new() { Name = "Place order" });

    internal static async Task<OrderPage> OpenAsync(Uri service, int width = 1280, ColorScheme colors = ColorScheme.Light)
    {
        var executable = Array.Find(Places, File.Exists);
        Assert.SkipWhen(executable is null, $"No Chromium at {string.Join(", ", Places)}.");
        Assertions.SetDefaultExpectTimeout(LimitMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = colors, Locale = "en-GB" });
        context.SetDefaultTimeout(LimitMilliseconds);
        var page = new OrderPage(playwright, browser, await context.NewPageAsync());
        await page.Page.GotoAsync(service.ToString());
        return page;
    }

    internal Task AddAsync(string product) => Page.GetByRole(AriaRole.Button, new() { Name = $"Add {product}" }).ClickAsync();

    internal ILocator PiecesOf(string product) => Page.GetByLabel(product, new() { Exact = true });

    internal async Task PictureAsync(string name)
    {
        var folder = Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } chosen ? chosen : Path.Combine(AppContext.BaseDirectory, "screenshots");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    /// <summary>What axe finds that keeps people out: each rule with the elements that break it.</summary>
    internal async Task<string[]> BarriersAsync() =>
        [.. (await Page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}")];

    internal Task<int> OverflowAsync() =>
        Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
