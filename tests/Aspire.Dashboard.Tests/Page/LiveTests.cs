using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using OpenTelemetry.Exporter;

namespace Aspire.Dashboard.Tests.Page;

/// <summary>The page while things happen, and while the line to the dashboard is cut.</summary>
public sealed class LiveTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task What_happens_while_the_line_is_cut_is_there_afterwards_once_and_in_order()
    {
        await using var running = await RunningDashboard.StartAsync(Some.Cache, Some.Replica(1));
        await using var relay = new Relay(running.Address);
        var log = running.Application.LogOf("api-1");
        log.Write("line 1");
        await using var open = await browser.OpenAsync($"{relay.Address}/login?t={RunningDashboard.Token}");
        await open.Page.GotoAsync(relay.Address + "/consolelogs");
        var lines = open.Page.GetByRole(AriaRole.Log).Locator(".text");
        await Assertions.Expect(lines).ToHaveTextAsync(["line 1"]);

        for (var cut = 1; cut <= 3; cut++)
        {
            relay.Cut();
            await open.Page.GetByText("Connection lost").WaitForAsync();
            log.Write($"line {2 * cut}");
            log.Write($"line {(2 * cut) + 1}");
            relay.Mend();
            await open.Page.GetByText("Live", new() { Exact = true }).WaitForAsync();
            await Assertions.Expect(lines).ToHaveTextAsync(Enumerable.Range(1, (2 * cut) + 1).Select(number => $"line {number}").ToArray());
        }
    }

    [Fact]
    public async Task Resources_and_telemetry_go_on_where_they_were_after_a_cut()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Some.Cache, Some.Replica(1));
        await using var relay = new Relay(running.Address);
        await using var open = await browser.OpenAsync($"{relay.Address}/login?t={RunningDashboard.Token}");
        await open.Page.GotoAsync(relay.Address + "/structuredlogs");
        Write(running, "before");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "before" }).WaitForAsync();

        relay.Cut();
        await open.Page.GetByText("Connection lost").WaitForAsync();
        Write(running, "meanwhile");
        running.Application.Update(Some.Killed(Some.Cache));
        relay.Mend();

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "meanwhile" }).WaitForAsync();
        await Assertions.Expect(open.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(@"^\(1\)")); // One resource has failed.
        Write(running, "afterwards");
        await Assertions.Expect(open.Page.Locator("[data-row]")).ToHaveTextAsync(["afterwards", "meanwhile", "before"]);
    }

    private static void Write(RunningDashboard running, string text)
    {
        using var api = new Service("api", running, OtlpExportProtocol.Grpc);
        api.Logger("Api").LogInformation("{Text}", text);
    }
}
