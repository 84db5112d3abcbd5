using System.Net;
using System.Net.Http.Json;
using StackExchange.Redis;

namespace Services.Tests.OrderService;

[Collection(nameof(OrderService))]
public sealed class ProductsTests(OrderServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_product_is_read_from_the_cache_the_second_time_and_every_entry_there_ends_some_time()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync($"{servers.Redis.ConnectionString},allowAdmin=true");
        await redis.GetDatabase().KeyDeleteAsync("data-protection-keys");
        // One of its own: a service writes the keys of data protection once in its life, and other tests empty Redis.
        using var service = await servers.StartServiceAsync(servers.NewDatabase());

        // Twice, as a hit says nothing of the request after it.
        foreach (var path in new[] { "/products", "/products", "/products/tea", "/products/tea" })
        {
            await service.WaitUntilCacheMissesAsync(path, () => redis.GetDatabase().KeyDeleteAsync([.. KeysOf(path)]));
            await service.WaitUntilCacheAsync(path, "redis; hit");
        }

        using (var put = await service.Client.PutAsJsonAsync("/cart/items/tea", new { quantity = 1 }, Cancel))
            put.EnsureSuccessStatusCode();

        var left = redis.GetServers()[0].Keys().ToDictionary(key => key.ToString(), key => redis.GetDatabase().KeyTimeToLive(key));
        Assert.All(left, entry => Assert.True(entry.Value > TimeSpan.Zero, $"{entry.Key} never ends"));
        Assert.InRange(left["products:tea"]!.Value, TimeSpan.FromSeconds(44), TimeSpan.FromSeconds(66));
        Assert.Contains(left.Keys, key => key.StartsWith("session:", StringComparison.Ordinal));
        Assert.Contains(left, entry => entry.Key.Contains("PRODUCTS", StringComparison.Ordinal) && entry.Value <= TimeSpan.FromMinutes(1));
        Assert.Contains("data-protection-keys", left.Keys);

        IEnumerable<RedisKey> KeysOf(string path) => redis.GetServers()[0].Keys().Where(key =>
            path == "/products" ? key.ToString().Contains("PRODUCTS", StringComparison.Ordinal) : key == "products:tea");
    }

    [Fact]
    public async Task Products_stay_readable_when_redis_is_killed_and_the_cache_is_used_again_when_it_is_back()
    {
        var service = await servers.SharedServiceAsync();
        await service.WaitUntilCacheAsync("/products/cup", "redis; hit");

        servers.Redis.Kill();
        await service.WaitUntilCacheAsync("/products/cup", "redis; fwd=bypass");
        await service.WaitUntilHealthAsync("Degraded");

        await servers.Redis.StartAgainAsync();
        await service.WaitUntilCacheAsync("/products/cup", "redis; hit");
        await service.WaitUntilHealthAsync("Healthy");
    }

    [Fact]
    public async Task What_the_cache_holds_in_an_unknown_form_is_replaced()
    {
        var service = await servers.SharedServiceAsync();
        using var redis = await ConnectionMultiplexer.ConnectAsync(servers.Redis.ConnectionString);
        await redis.GetDatabase().StringSetAsync("products:pot", "<product>", TimeSpan.FromMinutes(1));

        await service.WaitUntilCacheAsync("/products/pot", "redis; fwd=miss");
        await service.WaitUntilCacheAsync("/products/pot", "redis; hit");
    }

    [Theory]
    [InlineData("/products/gold")]
    [InlineData("/orders/0190a0b0-0000-7000-8000-000000000000")]
    [InlineData("/orders/mine")]
    public async Task What_does_not_exist_is_a_problem_of_its_own(string path)
    {
        var service = await servers.SharedServiceAsync();

        using var response = await service.Client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }
}
