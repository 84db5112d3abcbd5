using Aspire.Dashboard.Tests.Running;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Aspire.Dashboard.Tests.Page;

/// <summary>A real browser without a window, shared by the tests of the page. Chromium as the machine has it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } executable)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Opens the page by the link that the dashboard prints, and fails the test on errors that the page meets.</summary>
    internal Task<OpenPage> OpenAsync(RunningDashboard running, int width = 1280, int height = 800, ColorScheme colors = ColorScheme.Light) =>
        OpenAsync(running.Dashboard.LoginUrl, width, height, colors);

    /// <inheritdoc cref="OpenAsync(RunningDashboard, int, int, ColorScheme)"/>
    internal async Task<OpenPage> OpenAsync(string loginUrl, int width = 1280, int height = 800, ColorScheme colors = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, $"No Chromium at {string.Join(", ", Places)}.");
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colors, TimezoneId = "UTC", Locale = "en-GB" });
        context.SetDefaultTimeout(30_000); // A busy machine draws slowly.
        Assertions.SetDefaultExpectTimeout(30_000);
        var page = new OpenPage(context, await context.NewPageAsync());
        await page.Page.GotoAsync(loginUrl);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<IAsyncDisposable> _owned = [];

    internal OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => Problems.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Problems.Add(message.Text);
        };
    }

    internal IPage Page { get; }

    /// <summary>What the browser complained about: scripts that failed, content that the security policy refused.</summary>
    internal List<string> Problems { get; } = [];

    /// <summary>Ends something together with the page.</summary>
    internal void Owns(IAsyncDisposable other) => _owned.Add(other);

    internal async Task PictureAsync(string name)
    {
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png") });
    }

    /// <summary>Where pictures are kept: in CI beside the results of the tests.</summary>
    private static string Pictures { get; } =
        Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } chosen ? chosen
        : Environment.GetEnvironmentVariable("CI") == "true" && Root() is { } root ? Path.Combine(root, "TestResults", "screenshots")
        : Path.Combine(AppContext.BaseDirectory, "screenshots");

    private static string? Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "App.sln")))
            folder = folder.Parent;
        return folder?.FullName;
    }

    /// <summary>What axe finds that keeps people out: each rule with the elements that break it.</summary>
    internal async Task<string[]> BarriersAsync()
    {
        var result = await Page.RunAxe();
        return [.. result.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}")];
    }

    internal async Task<int> OverflowAsync() =>
        await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        foreach (var other in _owned)
            await other.DisposeAsync();
    }
}
