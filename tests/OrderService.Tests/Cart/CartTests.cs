using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrderService.Tests.Application;

namespace OrderService.Tests.Cart;

[Collection(nameof(OrderApplication))]
public sealed class CartTests(OrderApplication application)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cart_that_one_replica_wrote_is_read_and_changed_by_the_other()
    {
        var customer = new Customer();
        using var first = application.ClientOf("api-1", customer.Cookies);
        using var second = application.ClientOf("api-2", customer.Cookies);

        await customer.PutAsync(first, "tea", 2);
        await customer.PutAsync(second, "cup", 1);

        Assert.Equal("""{"cup":1,"tea":2}""", await customer.ReadAsync(first));
    }

    [Fact]
    public async Task Changes_of_one_cart_at_the_same_time_are_all_in_it()
    {
        var customer = new Customer();
        using var first = application.ClientOf("api-1", customer.Cookies);
        using var second = application.ClientOf("api-2", customer.Cookies);
        await customer.PutAsync(first, "tea", 1);

        string[] products = ["tea", "coffee", "cup", "pot", "honey", "biscuits"];
        await Task.WhenAll(products.Select((product, i) => customer.PutAsync(i % 2 == 0 ? first : second, product, i + 1)));

        Assert.Equal("""{"biscuits":6,"coffee":2,"cup":3,"honey":5,"pot":4,"tea":1}""", await customer.ReadAsync(second));
    }

    [Fact]
    public async Task What_is_not_sold_or_not_a_number_of_pieces_is_refused()
    {
        var customer = new Customer();
        using var client = application.ClientOf("api-1", customer.Cookies);

        using var unknown = await client.PutAsJsonAsync("/cart/items/gold", new { quantity = 1 }, Cancel);
        using var none = await client.PutAsJsonAsync("/cart/items/tea", new { quantity = 0 }, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        Assert.Contains("Quantity", (await none.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_redis_is_killed_products_are_read_quickly_and_carts_say_503_and_what_was_acknowledged_is_there_afterwards()
    {
        var customer = new Customer();
        using var first = application.ClientOf("api-1", customer.Cookies);
        using var second = application.ClientOf("api-2", customer.Cookies);
        await using var readers = ProductReaders.Start(application.Client);
        await customer.PutAsync(first, "tea", 2);
        var acknowledged = 0;

        // Written until the very kill: what came back as 200 counts.
        var writing = WriteUntilRefusedAsync(first, quantity => acknowledged = quantity);
        await readers.ReadMoreAsync(500);
        await application.KillAsync("cache");
        var refused = await writing;
        await readers.ReadMoreAsync(500);
        using (var lost = await second.GetAsync("/cart", Cancel))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.StatusCode);
        using (var ready = await second.GetAsync("/health", Cancel))
            Assert.Equal((HttpStatusCode.OK, "Degraded"), (ready.StatusCode, (await ready.Content.ReadAsStringAsync(Cancel)).Split('\n')[0]));
        await application.StartAgainAsync("cache");
        await Task.WhenAll(customer.WaitUntilReadableAsync(first), customer.WaitUntilReadableAsync(second));
        var slowest = await readers.StopAsync();

        Assert.Equal((503, "The cart is not available."), (refused.GetProperty("status").GetInt32(), refused.GetProperty("title").GetString()));
        // The write that was under way when Redis died may have been kept without being acknowledged, never the reverse.
        var kept = JsonDocument.Parse(await customer.ReadAsync(second)).RootElement;
        Assert.Equal(2, kept.GetProperty("tea").GetInt32());
        Assert.InRange(kept.GetProperty("cup").GetInt32(), acknowledged, acknowledged + 1);
        Assert.True(slowest < TimeSpan.FromSeconds(3), $"A reader of products waited {slowest.TotalSeconds:0.0} s.");
    }

    private static async Task<JsonElement> WriteUntilRefusedAsync(HttpClient client, Action<int> acknowledge)
    {
        for (var quantity = 1; ; quantity = quantity % 1000 + 1)
        {
            using var response = await client.PutAsJsonAsync("/cart/items/cup", new { quantity }, Cancel);
            if (response.StatusCode is not HttpStatusCode.OK)
                return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            acknowledge(quantity);
        }
    }
}
