using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Services.Tests.OrderService;

/// <summary>The page that the service shows: a cart, and orders from it.</summary>
[Collection(nameof(OrderService))]
public sealed class PageTests(OrderServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_put_into_the_cart_is_changed_taken_out_and_there_after_a_reload()
    {
        var service = await servers.SharedServiceAsync();
        await using var page = await OrderPage.OpenAsync(service.Client.BaseAddress!);
        var (tea, cup) = (await NameAsync(service, "tea"), await NameAsync(service, "cup"));

        await page.AddAsync(tea);
        await Expect(page.PiecesOf(tea)).ToHaveValueAsync("1");
        await page.AddAsync(tea);
        await Expect(page.PiecesOf(tea)).ToHaveValueAsync("2");
        await page.AddAsync(cup);
        await page.PiecesOf(cup).FillAsync("5");
        await page.PiecesOf(cup).BlurAsync();
        await Expect(page.PlaceOrder).ToBeEnabledAsync();
        await page.Page.RunAndWaitForResponseAsync(
            () => page.Page.GetByRole(AriaRole.Button, new() { Name = $"Remove {tea}" }).ClickAsync(), answer => answer.Request.Method == "DELETE");
        await page.Page.ReloadAsync();

        await Expect(page.PiecesOf(cup)).ToHaveValueAsync("5");
        await Expect(page.PiecesOf(tea)).ToHaveCountAsync(0);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_double_click_makes_one_order_and_the_next_cart_another()
    {
        var database = servers.NewDatabase();
        using var service = await servers.StartServiceAsync(database);
        await using var page = await OrderPage.OpenAsync(service.Client.BaseAddress!);
        var tea = await NameAsync(service, "tea");
        var keys = new List<string>();
        page.Page.Request += (_, request) =>
        {
            if (request.Method == "POST")
                keys.Add(request.Headers["idempotency-key"]);
        };

        for (var orders = 1; orders <= 2; orders++)
        {
            await page.AddAsync(tea);
            await Expect(page.PiecesOf(tea)).ToHaveValueAsync("1");
            await page.PlaceOrder.DblClickAsync();
            await Expect(page.Cart.GetByText("Nothing in it yet.")).ToBeVisibleAsync();
            await Expect(page.Orders.Filter(new() { HasText = "confirmed" })).ToHaveCountAsync(orders);
        }

        Assert.Equal(4, keys.Count);
        Assert.Equal(2, keys.Distinct().Count());
        Assert.Equal(2, (await service.Client.GetFromJsonAsync<JsonElement>("/orders", Cancel)).GetArrayLength());
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task An_order_whose_answer_is_lost_is_sent_again_as_the_same_one()
    {
        var database = servers.NewDatabase();
        using var service = await servers.StartServiceAsync(database);
        await using var page = await OrderPage.OpenAsync(service.Client.BaseAddress!);
        await page.AddAsync(await NameAsync(service, "tea"));
        await page.Page.RouteAsync("**/orders", async route =>
        {
            await route.FetchAsync();      // the service takes the order
            await route.AbortAsync();      // and nobody hears of it
        }, new() { Times = 1 });

        await page.PlaceOrder.ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.Page.ReloadAsync();
        await page.PlaceOrder.ClickAsync();

        await Expect(page.Cart.GetByText("Nothing in it yet.")).ToBeVisibleAsync();
        Assert.Equal(1, (await service.Client.GetFromJsonAsync<JsonElement>("/orders", Cancel)).GetArrayLength());
    }

    [Fact]
    public async Task The_page_says_what_the_service_has_lost_and_when_it_is_back()
    {
        using var service = await servers.StartServiceAsync(servers.NewDatabase(), "--environment", "Development");
        await using var page = await OrderPage.OpenAsync(service.Client.BaseAddress!);
        await page.AddAsync(await NameAsync(service, "tea"));
        await Expect(page.PlaceOrder).ToBeEnabledAsync();
        var lost = page.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Kafka does not answer" });

        servers.Kafka.Kill();
        try
        {
            await Expect(lost).ToBeVisibleAsync();
            await page.PlaceOrder.ClickAsync();
            await Expect(page.Orders.Filter(new() { HasText = "placed" })).ToHaveCountAsync(1);
        }
        finally
        {
            await servers.Kafka.StartAgainAsync();
        }

        await Expect(page.Orders.Filter(new() { HasText = "confirmed" })).ToHaveCountAsync(1);
        await Expect(lost).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(400, ColorScheme.Light)]
    public async Task The_page_fits_is_accessible_and_the_browser_has_no_complaint(int width, ColorScheme colors)
    {
        var service = await servers.SharedServiceAsync();
        await using var page = await OrderPage.OpenAsync(service.Client.BaseAddress!, width, colors);
        await page.AddAsync(await NameAsync(service, "coffee"));
        await page.AddAsync(await NameAsync(service, "pot"));
        await Expect(page.Cart.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);

        await page.PictureAsync($"orders-{width}-{colors}");

        Assert.Equal(0, await page.OverflowAsync());
        Assert.Empty(await page.BarriersAsync());
        Assert.Empty(page.Complaints);
    }

    private static async Task<string> NameAsync(OrderServiceProcess service, string product) =>
        (await service.Client.GetFromJsonAsync<JsonElement>($"/products/{product}", Cancel)).GetProperty("name").GetString()!;
}
