using LocalServices.Tests.Running;
using StackExchange.Redis;

namespace LocalServices.Tests.Redis;

public sealed class RedisServiceTests : RedisTest
{
    /// <summary>By it the reaper finds a server that was started in the moment in which the AppHost was killed.</summary>
    [Theory, MemberData(nameof(Servers))]
    public async Task The_server_stays_in_the_folder_that_it_is_started_in(string server)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells the working directory of a process.");
        using var volume = new TemporaryFolder();
        await using var run = await StartAsync(server, volume: volume.Path);
        await using var redis = await ConnectAsync(run);

        Assert.Equal(run.Plan.WorkingDirectory, new FileInfo($"/proc/{run.ProcessId}/cwd").LinkTarget);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Clients_use_strings_hashes_lists_expiry_and_scripts(string server)
    {
        await using var run = await StartAsync(server);
        await using var redis = await ConnectAsync(run);
        var db = redis.GetDatabase();

        await db.StringSetAsync("product", "tea", TimeSpan.FromMinutes(1));
        await db.HashSetAsync("cart", [new("tea", 2), new("milk", 1)]);
        await db.ListRightPushAsync("queue", ["a", "b"]);
        var script = await db.ScriptEvaluateAsync("return redis.call('HGET', KEYS[1], ARGV[1])", ["cart"], ["tea"]);

        Assert.Equal("tea", await db.StringGetAsync("product"));
        Assert.InRange((await db.KeyTimeToLiveAsync("product"))!.Value.TotalSeconds, 50, 60);
        Assert.Equal("2", (string?)script);
        Assert.Equal(["a", "b"], (await db.ListRangeAsync("queue")).Select(value => (string?)value));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Subscribers_receive_what_is_published(string server)
    {
        await using var run = await StartAsync(server);
        await using var redis = await ConnectAsync(run);
        var messages = await redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal("news"));

        await redis.GetSubscriber().PublishAsync(RedisChannel.Literal("news"), "hello");

        Assert.Equal("hello", (await messages.ReadAsync(Cancel)).Message);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_client_with_another_password_or_none_is_refused(string server)
    {
        await using var run = await StartAsync(server);
        await using var redis = await ConnectAsync(run);

        foreach (var wrong in new[] { "another", "" })
        {
            var refused = await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(
                new ConfigurationOptions { EndPoints = { { "127.0.0.1", run.Port } }, Password = wrong, ConnectRetry = 0 }));
            Assert.Equal(ConnectionFailureType.AuthenticationFailure, refused.FailureType);
        }
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Without_a_password_everybody_may_come_in(string server)
    {
        await using var run = await StartAsync(server, password: null);
        await using var redis = await ConnectAsync(run, password: null);

        Assert.True((await redis.GetDatabase().PingAsync()) > TimeSpan.Zero);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task The_password_is_on_no_command_line_and_in_no_output(string server)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Command lines are read from /proc.");
        await using var run = await StartAsync(server, password: "verysecret");
        await using var redis = await ConnectAsync(run, password: "verysecret");

        Assert.DoesNotContain("verysecret", await File.ReadAllTextAsync($"/proc/{run.ProcessId}/cmdline", Cancel));
        Assert.DoesNotContain("verysecret", run.Output);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task It_ends_on_request_within_two_seconds_with_clients_connected(string server)
    {
        await using var run = await StartAsync(server);
        await using var redis = await ConnectAsync(run);

        var exit = await run.StopAsync().WaitAsync(TimeSpan.FromSeconds(2), Cancel);

        Assert.Equal(0, exit.Code);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Several_run_side_by_side(string server)
    {
        await using var one = await StartAsync(server);
        await using var two = await StartAsync(server);
        await using var redisOne = await ConnectAsync(one);
        await using var redisTwo = await ConnectAsync(two);

        await redisOne.GetDatabase().StringSetAsync("key", "one");

        Assert.True((await redisTwo.GetDatabase().StringGetAsync("key")).IsNull);
    }
}
