using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using OpenTelemetry.Exporter;

namespace Aspire.Dashboard.Tests.Page;

/// <summary>Structured logs, searched and filtered.</summary>
public sealed class LogTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Records_are_filtered_by_any_field()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        OrderTrace.Send(running, orders: 12);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GotoAsync(running.Dashboard.Urls[0] + "/structuredlogs");
        var rows = Messages(page);
        await Assertions.Expect(rows).ToHaveCountAsync(27);

        await AddAsync("category", "is", "Api.Orders");
        await Assertions.Expect(rows).ToHaveCountAsync(15);
        await AddAsync("Order", "is greater than", "9");
        await Assertions.Expect(rows).ToHaveCountAsync(4);
        await page.GetByRole(AriaRole.Button, new() { Name = "category is Api.Orders" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(7);
        await page.ReloadAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(7);

        await page.GetByRole(AriaRole.Button, new() { Name = "Order 12 placed" }).Or(page.GetByRole(AriaRole.Button, new() { Name = "Order 12 of tea placed" })).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Only records with this Product" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        Assert.Empty(open.Problems);

        async Task AddAsync(string field, string comparison, string value)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Filter by field" }).ClickAsync();
            await page.GetByLabel("Field or attribute").FillAsync(field);
            await page.GetByLabel("Comparison").SelectOptionAsync(new SelectOptionValue { Label = comparison });
            await page.GetByLabel("Value").FillAsync(value);
            Assert.Empty(await open.BarriersAsync());
            await page.GetByRole(AriaRole.Button, new() { Name = "Add filter" }).ClickAsync();
        }
    }

    [Fact]
    public async Task Twenty_thousand_records_are_scrolled_through_with_few_in_the_document()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        for (var row = 1; row <= 20_000; row += 1000)
            Write(running, row, row + 999);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GotoAsync(running.Dashboard.Urls[0] + "/structuredlogs");
        await Messages(page).First.WaitForAsync();

        // Each time the end comes into view, older ones are read.
        await page.EvaluateAsync("""
            async () => {
                const frame = document.querySelector('.virtual');
                const last = () => frame.querySelector('tbody tr:last-child')?.textContent.includes('Row 1 imported');
                while (!last()) {
                    frame.scrollTop = frame.scrollHeight;
                    await new Promise(resolve => requestAnimationFrame(resolve));
                }
            }
            """);

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Row 1 imported", Exact = true })).ToBeInViewportAsync();
        Assert.InRange(await Messages(page).CountAsync(), 10, 100);
        Assert.Equal("20001", await page.GetByRole(AriaRole.Table).GetAttributeAsync("aria-rowcount"));
    }

    [Fact]
    public async Task While_paused_what_is_read_stays_and_nothing_is_missed_afterwards()
    {
        await using var running = await RunningDashboard.StartAsync(OrderTrace.TakesTelemetry, Shop.Resources);
        await using var open = await browser.OpenAsync(running);
        var page = open.Page;
        await page.GotoAsync(running.Dashboard.Urls[0] + "/structuredlogs");
        Write(running, 1, 5);
        await Assertions.Expect(Messages(page)).ToHaveCountAsync(5);

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        Write(running, 6, 900);
        await page.GetByText("900 records").WaitForAsync();
        await Assertions.Expect(Messages(page)).ToHaveCountAsync(5);
        await page.GetByRole(AriaRole.Button, new() { Name = "Paused" }).ClickAsync();

        // More came than one page holds: the rest is read when it is looked for.
        await page.GetByRole(AriaRole.Button, new() { Name = "Row 900 imported", Exact = true }).WaitForAsync();
        await page.EvaluateAsync("""
            async () => {
                const frame = document.querySelector('.virtual');
                while (!frame.querySelector('tbody tr:last-child')?.textContent.includes('Row 1 imported')) {
                    frame.scrollTop = frame.scrollHeight;
                    await new Promise(resolve => requestAnimationFrame(resolve));
                }
            }
            """);
        Assert.Equal("901", await page.GetByRole(AriaRole.Table).GetAttributeAsync("aria-rowcount"));
    }

    // The SDK keeps 2,048 records at most until they are sent.
    private static void Write(RunningDashboard running, int first, int last)
    {
        using var api = new Service("api", running, OtlpExportProtocol.Grpc);
        var logger = api.Logger("Api.Import");
        for (var row = first; row <= last; row++)
            logger.LogInformation("Row {Row} imported", row);
    }

    private static ILocator Messages(IPage page) => page.GetByRole(AriaRole.Table, new() { Name = "Structured logs" }).Locator("[data-row]");
}
