using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Services.Tests.Servers;
using StackExchange.Redis;

namespace Services.Tests.Redis;

public class RedisTimeToLiveTests
{
    private const string Section = "Aspire:StackExchange:Redis";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null, 3600)]
    [InlineData("00:10:00", null, 600)]
    [InlineData(null, "00:05:00", 300)]
    [InlineData("00:02:00", "00:05:00", 120)]
    public async Task An_entry_without_an_end_gets_the_default(string? usual, string? longest, int seconds)
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await StartAsync(server, usual, longest);
        var cache = application.Get<IDistributedCache>();

        await cache.SetAsync("asynchronous", [1], new DistributedCacheEntryOptions(), Cancel);
        cache.SetString("synchronous", "green");
        await Assert.IsType<IBufferDistributedCache>(cache, exactMatch: false)
            .SetAsync("buffered", new([1]), new DistributedCacheEntryOptions(), Cancel);

        await EndsAsync(application, ["asynchronous", "synchronous", "buffered"], seconds);
    }

    [Fact]
    public async Task An_entry_that_would_stay_too_long_gets_the_maximum_and_one_that_ends_sooner_its_own_time()
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await StartAsync(server, usual: null, longest: "00:30:00");
        var cache = application.Get<IDistributedCache>();
        var year = TimeSpan.FromDays(365);

        await cache.SetAsync("relative", [1], new() { AbsoluteExpirationRelativeToNow = year }, Cancel);
        await cache.SetAsync("absolute", [1], new() { AbsoluteExpiration = TimeProvider.System.GetUtcNow() + year }, Cancel);
        await cache.SetAsync("sliding", [1], new() { SlidingExpiration = year }, Cancel);
        await cache.SetAsync("short", [1], new() { SlidingExpiration = TimeSpan.FromMinutes(1) }, Cancel);

        await EndsAsync(application, ["relative", "absolute", "sliding"], 1800);
        await EndsAsync(application, ["short"], 60);
    }

    [Fact]
    public async Task A_sliding_entry_that_is_used_goes_on()
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await StartAsync(server, usual: null, longest: "00:30:00");
        var cache = application.Get<IDistributedCache>();
        await cache.SetAsync("session", [1], new() { SlidingExpiration = TimeSpan.FromMinutes(20) }, Cancel);
        await application.Get<IConnectionMultiplexer>().GetDatabase().KeyExpireAsync("session", TimeSpan.FromMinutes(1));

        await cache.RefreshAsync("session", Cancel);

        await EndsAsync(application, ["session"], 1200);
    }

    [Fact]
    public async Task A_cache_with_a_key_has_the_times_of_its_section()
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddKeyedRedisDistributedCache("cache"),
            ("ConnectionStrings:cache", server.ConnectionString),
            ($"{Section}:DefaultTimeToLive", "00:01:00"), ($"{Section}:cache:DefaultTimeToLive", "00:10:00"));

        await application.Get<IDistributedCache>("cache").SetAsync("tea", [1], new DistributedCacheEntryOptions(), Cancel);

        await EndsAsync(application, ["tea"], 600, key: "cache");
    }

    [Theory]
    [InlineData("00:10:00", "00:05:00")]
    [InlineData("00:00:00", null)]
    [InlineData(null, "-00:05:00")]
    public void Times_that_contradict_each_other_are_refused_with_their_names(string? usual, string? longest)
    {
        var builder = TestApplication.Builder([.. Times(usual, longest)]);

        var error = Assert.Throws<InvalidOperationException>(() => builder.AddRedisDistributedCache("cache"));

        Assert.Contains("'DefaultTimeToLive'", error.Message);
        Assert.Contains("'MaximumTimeToLive'", error.Message);
        Assert.Contains($"'{Section}:cache'", error.Message);
    }

    [Theory]
    [InlineData(null, null, null, 60)]
    [InlineData("00:10:00", null, null, 600)]
    [InlineData(null, "00:05:00", "365.00:00:00", 300)]
    public async Task Responses_end_as_well(string? usual, string? longest, string? policy, int seconds)
    {
        using var server = await RedisServer.StartAsync();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration["ConnectionStrings:cache"] = server.ConnectionString;
        foreach (var (key, value) in Times(usual, longest))
        {
            builder.Configuration[key] = value;
        }

        builder.AddRedisOutputCache("cache");
        builder.Services.AddRoutingCore();
        await using var application = builder.Build();
        application.UseRouting();
        application.UseOutputCache();
        application.MapGet("/tea", () => "green").CacheOutput(output =>
        {
            if (policy is not null)
            {
                output.Expire(TimeSpan.Parse(policy, null));
            }
        });
        await application.StartAsync(Cancel);
        using var client = new HttpClient { BaseAddress = new Uri(application.Urls.First()) };

        await client.GetStringAsync("/tea", Cancel);

        var connection = application.Services.GetRequiredService<IConnectionMultiplexer>();
        var keys = connection.GetServers()[0].Keys().Select(key => key.ToString()).ToArray();
        Assert.NotEmpty(keys);
        foreach (var key in keys)
        {
            var left = await connection.GetDatabase().KeyTimeToLiveAsync(key);
            Assert.InRange(left ?? TimeSpan.MaxValue, TimeSpan.FromSeconds(seconds - 30), TimeSpan.FromSeconds(seconds));
        }

        await application.StopAsync(Cancel);
    }

    private static Task<TestApplication> StartAsync(RedisServer server, string? usual, string? longest) => TestApplication.StartAsync(
        builder => builder.AddRedisDistributedCache("cache"),
        [("ConnectionStrings:cache", server.ConnectionString), .. Times(usual, longest)]);

    private static IEnumerable<(string, string?)> Times(string? usual, string? longest)
    {
        if (usual is not null)
        {
            yield return ($"{Section}:DefaultTimeToLive", usual);
        }

        if (longest is not null)
        {
            yield return ($"{Section}:cache:MaximumTimeToLive", longest);
        }
    }

    private static async Task EndsAsync(TestApplication application, string[] entries, int seconds, string? key = null)
    {
        foreach (var entry in entries)
        {
            var left = await application.Get<IConnectionMultiplexer>(key).GetDatabase().KeyTimeToLiveAsync(entry);
            Assert.InRange(left ?? TimeSpan.MaxValue, TimeSpan.FromSeconds(seconds - 30), TimeSpan.FromSeconds(seconds + 1));
        }
    }
}
