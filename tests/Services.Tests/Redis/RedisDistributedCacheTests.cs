using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Services.Tests.Servers;
using StackExchange.Redis;

namespace Services.Tests.Redis;

public class RedisDistributedCacheTests
{
    [Fact]
    public async Task An_entry_is_kept_for_its_time()
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddRedisDistributedCache("cache"), ("ConnectionStrings:cache", server.ConnectionString));
        var cache = application.Get<IDistributedCache>();

        await cache.SetStringAsync("tea", "green", new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) });
        await cache.SetStringAsync("coffee", "black");
        await cache.RemoveAsync("coffee");

        Assert.Equal("green", await cache.GetStringAsync("tea"));
        Assert.Null(await cache.GetStringAsync("coffee"));
        var left = await application.Get<IConnectionMultiplexer>().GetDatabase().KeyTimeToLiveAsync("tea");
        Assert.InRange(left!.Value, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task The_prefix_of_a_cache_is_set_through_its_options()
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddRedisClientBuilder("cache").WithDistributedCache(options => options.InstanceName = "shop:"),
            ("ConnectionStrings:cache", server.ConnectionString));

        await application.Get<IDistributedCache>().SetAsync("tea", Encoding.UTF8.GetBytes("green"));

        Assert.True(await application.Get<IConnectionMultiplexer>().GetDatabase().KeyExistsAsync("shop:tea"));
    }

    [Fact]
    public async Task Caches_with_keys_are_apart_and_the_first_is_the_one_without_a_key()
    {
        using var first = await RedisServer.StartAsync();
        using var second = await RedisServer.StartAsync();
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.AddKeyedRedisDistributedCache("first");
                builder.AddKeyedRedisDistributedCache("second");
            },
            ("ConnectionStrings:first", first.ConnectionString),
            ("ConnectionStrings:second", second.ConnectionString));

        await application.Get<IDistributedCache>("first").SetStringAsync("tea", "green");

        Assert.Null(await application.Get<IDistributedCache>("second").GetStringAsync("tea"));
        Assert.Equal("green", await application.Get<IDistributedCache>().GetStringAsync("tea"));
    }

    [Fact]
    public async Task Several_caches_share_one_connection()
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddRedisClientBuilder("cache")
                .WithKeyedDistributedCache("teas", options => options.InstanceName = "teas:")
                .WithKeyedDistributedCache("cups", options => options.InstanceName = "cups:"),
            ("ConnectionStrings:cache", server.ConnectionString));

        await application.Get<IDistributedCache>("teas").SetStringAsync("one", "green");
        await application.Get<IDistributedCache>("cups").SetStringAsync("one", "blue");

        Assert.Equal("green", await application.Get<IDistributedCache>("teas").GetStringAsync("one"));
        Assert.Null(application.Services.GetService<IDistributedCache>());
        Assert.Single(application.Get<IEnumerable<IConnectionMultiplexer>>());
    }
}
