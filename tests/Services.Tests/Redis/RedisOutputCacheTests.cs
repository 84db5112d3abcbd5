using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Services.Tests.Servers;
using StackExchange.Redis;

namespace Services.Tests.Redis;

public class RedisOutputCacheTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_response_is_made_once_and_lies_in_redis(bool keyed)
    {
        using var server = await RedisServer.StartAsync();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration["ConnectionStrings:cache"] = server.ConnectionString;
        if (keyed)
        {
            builder.AddKeyedRedisOutputCache("cache");
        }
        else
        {
            builder.AddRedisOutputCache("cache");
        }

        builder.Services.AddRoutingCore();
        await using var application = builder.Build();
        application.UseRouting();
        application.UseOutputCache();
        var made = 0;
        application.MapGet("/tea", () => $"cup {++made}").CacheOutput();
        await application.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(application.Urls.First()) };

        var first = await client.GetStringAsync("/tea");
        var second = await client.GetStringAsync("/tea");

        Assert.Equal(("cup 1", "cup 1"), (first, second));
        var connection = keyed
            ? application.Services.GetRequiredKeyedService<IConnectionMultiplexer>("cache")
            : application.Services.GetRequiredService<IConnectionMultiplexer>();
        Assert.NotEqual(0, (long)await connection.GetDatabase().ExecuteAsync("DBSIZE"));
        await application.StopAsync();
    }
}
