using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Services.Tests.Servers;
using StackExchange.Redis;

namespace Services.Tests.Redis;

public class RedisClientTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_client_reads_what_it_wrote()
    {
        using var server = await RedisServer.StartAsync("--requirepass", "se,cret");
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddRedisClient("cache"),
            ("ConnectionStrings:cache", $"redis://:se%2Ccret@127.0.0.1:{server.Port}/2"));

        var database = application.Get<IConnectionMultiplexer>().GetDatabase();
        await database.StringSetAsync("tea", "green");

        Assert.Equal(2, database.Database);
        Assert.Equal("green", await database.StringGetAsync("tea"));
    }

    [Fact]
    public async Task A_rediss_uri_connects_with_tls()
    {
        using var tls = new TlsFiles();
        using var server = await RedisServer.StartWithTlsAsync(tls, "--requirepass", "secret");
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddRedisClient("cache", configureOptions: options => options.CertificateValidation +=
                (_, certificate, _, _) => certificate?.GetCertHashString() == tls.Thumbprint),
            ("ConnectionStrings:cache", $"rediss://:secret@localhost:{server.Port}"));

        await application.Get<IConnectionMultiplexer>().GetDatabase().PingAsync();
    }

    [Fact]
    public async Task Clients_with_keys_reach_servers_of_their_own()
    {
        using var first = await RedisServer.StartAsync();
        using var second = await RedisServer.StartAsync();
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.AddKeyedRedisClient("first");
                builder.AddKeyedRedisClient("second");
            },
            ("ConnectionStrings:first", first.ConnectionString),
            ("ConnectionStrings:second", second.ConnectionString));

        await application.Get<IConnectionMultiplexer>("first").GetDatabase().StringSetAsync("tea", "green");

        Assert.True((await application.Get<IConnectionMultiplexer>("second").GetDatabase().StringGetAsync("tea")).IsNull);
        var health = await application.CheckHealthAsync();
        Assert.Equal(["StackExchange.Redis_first", "StackExchange.Redis_second"], health.Entries.Keys.Order());
    }

    [Fact]
    public async Task A_client_and_its_caches_share_one_connection_and_one_health_check()
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.AddRedisClient("cache");
                builder.AddRedisDistributedCache("cache");
                builder.AddRedisOutputCache("cache");
            },
            ("ConnectionStrings:cache", server.ConnectionString));

        Assert.Single(application.Get<IEnumerable<IConnectionMultiplexer>>());
        Assert.Equal(["StackExchange.Redis"], (await application.CheckHealthAsync()).Entries.Keys);
    }

    [Fact]
    public async Task An_application_starts_at_once_without_its_server_and_finds_it_later()
    {
        using var server = await RedisServer.StartAsync();
        server.Kill();
        var started = Stopwatch.StartNew();
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddRedisClient("cache", configureOptions: options => options.HeartbeatInterval = TimeSpan.FromMilliseconds(200)),
            ("ConnectionStrings:cache", $"{server.ConnectionString},connectTimeout=3000"));

        Assert.True(started.Elapsed < TimeSpan.FromSeconds(2), $"The start took {started.Elapsed}.");
        var connection = application.Get<IConnectionMultiplexer>();
        Assert.False(connection.IsConnected);
        var restored = Restored(connection);
        await server.StartAgainAsync();
        await restored.WaitAsync(Limit);
        Assert.True(await connection.GetDatabase().StringSetAsync("tea", "green"));
    }

    [Fact]
    public async Task Health_follows_the_server_down_and_up_again()
    {
        using var server = await RedisServer.StartAsync();
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddRedisClient("cache"), ("ConnectionStrings:cache", server.ConnectionString));
        var connection = application.Get<IConnectionMultiplexer>();
        await connection.GetDatabase().PingAsync();

        Assert.Equal("Healthy", (await application.CheckHealthAsync()).Status.ToString());

        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionFailed += (_, _) => lost.TrySetResult();
        server.Kill();
        await lost.Task.WaitAsync(Limit);
        var unhealthy = (await application.CheckHealthAsync()).Entries["StackExchange.Redis"];
        Assert.Equal("Unhealthy", unhealthy.Status.ToString());
        Assert.Contains(server.ConnectionString, unhealthy.Description);

        var restored = Restored(connection);
        await server.StartAgainAsync();
        await restored.WaitAsync(Limit);
        Assert.Equal("Healthy", (await application.CheckHealthAsync()).Status.ToString());
    }

    [Fact]
    public async Task Health_checks_can_be_turned_off()
    {
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.Services.AddHealthChecks();
                builder.AddRedisClient("cache", settings => settings.DisableHealthChecks = true);
            },
            ("ConnectionStrings:cache", "127.0.0.1:1,connectTimeout=100"));

        Assert.Empty((await application.CheckHealthAsync()).Entries);
    }

    private static Task Restored(IConnectionMultiplexer connection)
    {
        var restored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionRestored += (_, end) =>
        {
            if (end.ConnectionType == ConnectionType.Interactive)
            {
                restored.TrySetResult();
            }
        };
        return restored.Task;
    }
}
