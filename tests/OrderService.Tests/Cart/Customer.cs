using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrderService.Tests.Application;

namespace OrderService.Tests.Cart;

/// <summary>Somebody with a browser of their own: its cookies go to every replica.</summary>
internal sealed class Customer
{
    internal CookieContainer Cookies { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal async Task PutAsync(HttpClient replica, string product, int quantity)
    {
        using var response = await replica.PutAsJsonAsync($"/cart/items/{product}", new { quantity }, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>The items of the cart, as JSON.</summary>
    internal async Task<string> ReadAsync(HttpClient replica) =>
        (await replica.GetFromJsonAsync<JsonElement>("/cart", Cancel)).GetProperty("items").GetRawText();

    internal async Task WaitUntilReadableAsync(HttpClient replica)
    {
        var limit = OrderApplication.Within();
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            using var response = await replica.GetAsync("/cart", limit);
            if (response.IsSuccessStatusCode)
                return;
            await looks.WaitForNextTickAsync(limit);
        }
    }
}
