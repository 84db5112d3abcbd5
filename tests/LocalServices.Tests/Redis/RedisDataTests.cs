using Aspire.Hosting;
using LocalServices.Tests.Running;

namespace LocalServices.Tests.Redis;

public sealed class RedisDataTests : RedisTest
{
    [Theory, MemberData(nameof(Servers))]
    public async Task An_acknowledged_write_to_a_volume_survives_kill_9(string server)
    {
        using var volume = new TemporaryFolder();
        await using (var run = await StartAsync(server, volume: volume.Path))
        {
            await using var redis = await ConnectAsync(run);
            var db = redis.GetDatabase();
            for (var i = 0; i < 200; i++)
                await db.StringSetAsync($"key{i}", i);
            await db.HashSetAsync("cart", "tea", 2);
            await db.KeyDeleteAsync("key0");
            await run.KillAsync();
        }

        await using var again = await StartAsync(server, volume: volume.Path);
        await using var after = await ConnectAsync(again);
        var values = after.GetDatabase();

        Assert.Equal("199", await values.StringGetAsync("key199"));
        Assert.Equal("2", await values.HashGetAsync("cart", "tea"));
        Assert.False(await values.KeyExistsAsync("key0"));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Data_of_a_volume_survives_an_orderly_restart_and_a_change_of_the_password(string server)
    {
        using var volume = new TemporaryFolder();
        await using (var run = await StartAsync(server, password: "old", volume: volume.Path))
        {
            await using var redis = await ConnectAsync(run, password: "old");
            await redis.GetDatabase().StringSetAsync("key", "value");
            await run.StopAsync();
        }

        await using var again = await StartAsync(server, password: "new", volume: volume.Path);
        await using var after = await ConnectAsync(again, password: "new");

        Assert.Equal("value", await after.GetDatabase().StringGetAsync("key"));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Without_a_volume_each_start_is_fresh(string server)
    {
        await using (var run = await StartAsync(server))
        {
            await using var redis = await ConnectAsync(run);
            await redis.GetDatabase().StringSetAsync("key", "value");
        }

        await using var again = await StartAsync(server);
        await using var after = await ConnectAsync(again);

        Assert.False(await after.GetDatabase().KeyExistsAsync("key"));
    }

    [Fact]
    public async Task A_volume_of_the_other_server_is_refused_and_left_alone()
    {
        using var volume = new TemporaryFolder();
        await using (var run = await StartAsync("Embedded", volume: volume.Path))
        await using (await ConnectAsync(run))
        {
        }

        var before = Directory.GetFileSystemEntries(volume.Path, "*", SearchOption.AllDirectories);
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync("Installed", volume: volume.Path));

        Assert.Matches($"'{volume.Path}' of the resource 'server' .* written by Garnet 2 .* Redis [0-9]+\\. Use Garnet 2, or ", refused.Message);
        Assert.Equal(before, Directory.GetFileSystemEntries(volume.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_volume_that_another_server_works_on_is_refused()
    {
        using var volume = new TemporaryFolder();
        await using var run = await StartAsync("Installed", volume: volume.Path);
        await using var redis = await ConnectAsync(run);

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync("Installed", volume: volume.Path));

        Assert.Contains($"of the resource 'server' is in use by process {run.ProcessId} (redis-server). Stop the other run", refused.Message);
    }

    [Fact]
    public async Task A_volume_that_another_embedded_server_works_on_is_refused()
    {
        using var volume = new TemporaryFolder();
        await using var run = await StartAsync("Embedded", volume: volume.Path);
        await using var redis = await ConnectAsync(run);

        await using var second = await StartAsync("Embedded", volume: volume.Path);
        var exit = await second.Ended.WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        Assert.Equal(1, exit.Code);
        Assert.Contains("is in use by another EmbeddedRedis. Stop it, or choose another folder.", second.Output);
    }
}
