using Aspire.Dashboard.Tests.Running;
using Microsoft.Playwright;

namespace Aspire.Dashboard.Tests.Page;

public sealed class ConsoleTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task New_lines_show_as_they_are_written_and_keep_in_view()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        var log = running.Application.LogOf("api-1");
        for (var line = 1; line <= 3000; line++)
            log.Write($"line {line}");
        await using var open = await OpenAsync(running);
        await open.Page.GetByText("line 3000", new() { Exact = true }).WaitForAsync();

        log.Write("the newest line");

        await Assertions.Expect(open.Page.GetByText("the newest line")).ToBeInViewportAsync();
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task Who_reads_further_up_is_left_there_and_told_of_new_lines()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        var log = running.Application.LogOf("api-1");
        for (var line = 1; line <= 500; line++)
            log.Write($"line {line}");
        await using var open = await OpenAsync(running);
        await open.Page.GetByText("line 500", new() { Exact = true }).WaitForAsync();

        await open.Page.GetByRole(AriaRole.Log).HoverAsync();
        await open.Page.Mouse.WheelAsync(0, -2000);
        var newest = open.Page.GetByRole(AriaRole.Button, new() { Name = "Newest" });
        await newest.WaitForAsync();
        log.Write("the newest line");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "1 new" }).ClickAsync();

        await Assertions.Expect(open.Page.GetByText("the newest line")).ToBeInViewportAsync();
        await Assertions.Expect(newest).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Escape_sequences_become_colours_and_markup_stays_text()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        var log = running.Application.LogOf("api-1");
        log.Write("\u001b[1;32mgreen\u001b[0m plain \u001b]0;title\u0007\u001b[2K<b onclick=alert(1)>not bold</b>");
        log.Write("10 %\r50 %\rdone, see http://localhost:5301/orders.");
        await using var open = await OpenAsync(running);
        var lines = open.Page.GetByRole(AriaRole.Log).Locator(".text");

        await Assertions.Expect(lines).ToHaveTextAsync(["green plain <b onclick=alert(1)>not bold</b>", "done, see http://localhost:5301/orders."]);
        await Assertions.Expect(open.Page.Locator(".ansi-2.ansi-bold")).ToHaveTextAsync("green");
        await Assertions.Expect(lines.Locator("a")).ToHaveAttributeAsync("href", "http://localhost:5301/orders");
        Assert.Equal(0, await lines.Locator("b").CountAsync());
    }

    [Fact]
    public async Task Searching_counts_the_lines_and_goes_from_one_to_the_next()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        var log = running.Application.LogOf("api-1");
        for (var line = 1; line <= 1000; line++)
            log.Write(line % 100 == 0 ? $"Order \u001b[1m{line}\u001b[0m failed" : $"Order {line} placed");
        await using var open = await OpenAsync(running);
        var find = open.Page.GetByLabel("Find in console");
        await open.Page.GetByText("Order 999 placed").WaitForAsync();

        await find.FillAsync("00 FAILED");
        await open.Page.GetByText("10 of 10").WaitForAsync();
        await find.PressAsync("Enter");
        await open.Page.GetByText("9 of 10").WaitForAsync();
        await Assertions.Expect(open.Page.GetByText("Order 900 failed")).ToBeInViewportAsync();
        await find.PressAsync("Shift+Enter");
        await find.PressAsync("Shift+Enter");

        await open.Page.GetByText("1 of 10", new() { Exact = true }).WaitForAsync();
        await Assertions.Expect(open.Page.GetByText("Order 100 failed")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task All_consoles_stand_in_one_in_the_order_in_which_they_were_written()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache, Some.Replica(1));
        running.Application.LogOf("cache").Write("\u001b[31mlistening", timestamp: Some.Start.AddSeconds(1));
        running.Application.LogOf("cache").Write("saved", timestamp: Some.Start.AddSeconds(3));
        running.Application.LogOf("api-1").Write("ready", timestamp: Some.Start.AddSeconds(2));
        await using var open = await browser.OpenAsync(running);
        await open.Page.GotoAsync(running.Dashboard.Urls[0] + "/consolelogs");
        var lines = open.Page.GetByRole(AriaRole.Log).Locator(".line");
        await Assertions.Expect(lines).ToContainTextAsync(["cachelistening", "api-1ready", "cachesaved"]);

        running.Application.Update(Some.Replica(2));
        running.Application.LogOf("api-2").Write("ready too");

        await Assertions.Expect(lines.Last).ToContainTextAsync("api-2ready too");
        await Assertions.Expect(open.Page.Locator(".ansi-1")).ToHaveTextAsync(["listening", "saved"]); // A colour goes on in its own console alone.
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task While_paused_lines_wait_and_none_is_lost()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Replica(1));
        var log = running.Application.LogOf("api-1");
        log.Write("one");
        await using var open = await OpenAsync(running);
        var lines = open.Page.GetByRole(AriaRole.Log).Locator(".text");
        await Assertions.Expect(lines).ToHaveTextAsync(["one"]);

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        log.Write("two");
        running.Application.Update(Some.Killed(Some.Replica(1)));
        await open.Page.GetByText("(137)").WaitForAsync(); // By now the line has come as well.
        await Assertions.Expect(lines).ToHaveTextAsync(["one"]);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Paused: go on" }).ClickAsync();

        await Assertions.Expect(lines).ToHaveTextAsync(["one", "two"]);
    }

    [Fact]
    public async Task The_download_has_what_the_page_shows()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache, Some.Replica(1));
        running.Application.LogOf("cache").Write("saved", timestamp: Some.Start.AddSeconds(1));
        running.Application.LogOf("api-1").Write("ready", timestamp: Some.Start);
        await using var open = await browser.OpenAsync(running);
        await open.Page.GotoAsync(running.Dashboard.Urls[0] + "/consolelogs");
        await open.Page.GetByText("saved").WaitForAsync();

        var download = await open.Page.RunAndWaitForDownloadAsync(() => open.Page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());

        Assert.Equal("console.log", download.SuggestedFilename);
        Assert.Equal(["2026-03-14T09:26:53.0000000Z api-1 | ready", "2026-03-14T09:26:54.0000000Z cache | saved"], await File.ReadAllLinesAsync(await download.PathAsync(), RunningDashboard.Limit));
    }

    private async Task<OpenPage> OpenAsync(RunningDashboard running)
    {
        var open = await browser.OpenAsync(running);
        await open.Page.GotoAsync(running.Dashboard.Urls[0] + "/consolelogs/resource/api-1");
        return open;
    }
}
