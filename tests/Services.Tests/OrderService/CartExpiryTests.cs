using System.Net.Http.Json;
using System.Text.Json;
using StackExchange.Redis;

namespace Services.Tests.OrderService;

/// <summary>How long a cart is kept, as Redis says.</summary>
[Collection(nameof(OrderService))]
public sealed class CartExpiryTests(OrderServers servers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cart_that_is_read_is_kept_for_its_whole_time_again()
    {
        var idle = TimeSpan.FromSeconds(40);
        using var service = await StartAsync(idle);
        using var redis = await ConnectionMultiplexer.ConnectAsync(servers.Redis.ConnectionString);
        var session = await PutAsync(service, redis);
        var begin = await TimeLeftAsync(redis, session);
        Assert.InRange(begin!.Value, TimeSpan.FromSeconds(1), idle);

        var before = await WaitUntilAsync(redis, session, left => left < begin - TimeSpan.FromSeconds(2));
        Assert.Equal("""{"tea":2}""", await ReadAsync(service));
        var after = await TimeLeftAsync(redis, session);

        Assert.True(after > before, $"It had {before} left, was read, and has {after} left.");
        Assert.InRange(after!.Value, before!.Value, idle);
    }

    [Fact]
    public async Task A_cart_that_nobody_uses_ends()
    {
        using var service = await StartAsync(TimeSpan.FromSeconds(5));
        using var redis = await ConnectionMultiplexer.ConnectAsync(servers.Redis.ConnectionString);
        var session = await PutAsync(service, redis);

        await WaitUntilAsync(redis, session, left => left is null);

        Assert.Equal("{}", await ReadAsync(service));
    }

    private Task<OrderServiceProcess> StartAsync(TimeSpan idle) =>
        servers.StartServiceAsync(servers.NewDatabase(), "--Cart:IdleTimeout", $"{idle:c}");

    /// <returns>The key of the new session.</returns>
    private static async Task<RedisKey> PutAsync(OrderServiceProcess service, ConnectionMultiplexer redis)
    {
        var known = Sessions(redis);
        using var put = await service.Client.PutAsJsonAsync("/cart/items/tea", new { quantity = 2 }, Cancel);
        put.EnsureSuccessStatusCode();
        return Sessions(redis).Except(known).Single();
    }

    private static HashSet<RedisKey> Sessions(ConnectionMultiplexer redis) => [.. redis.GetServers()[0].Keys(pattern: "session:*")];

    private static async Task<string> ReadAsync(OrderServiceProcess service) =>
        (await service.Client.GetFromJsonAsync<JsonElement>("/cart", Cancel)).GetProperty("items").GetRawText();

    private static Task<TimeSpan?> TimeLeftAsync(ConnectionMultiplexer redis, RedisKey key) =>
        redis.GetDatabase().KeyTimeToLiveAsync(key);

    /// <returns>What is left when it is as the test waits for it.</returns>
    private static async Task<TimeSpan?> WaitUntilAsync(ConnectionMultiplexer redis, RedisKey key, Func<TimeSpan?, bool> satisfied)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Limit);
        while (true)
        {
            var left = await TimeLeftAsync(redis, key);
            if (satisfied(left))
                return left;
            await looks.WaitForNextTickAsync(limit.Token);
        }
    }
}
