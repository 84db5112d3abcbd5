using LocalServices.Tests.Running;
using StackExchange.Redis;

namespace LocalServices.Tests.Redis;

/// <summary>A disk that fills up while a server writes to it. That it is full at the start is with the errors of an AppHost.</summary>
public sealed class RedisFullDiskTests : RedisTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly byte[] Value = new byte[10_000];

    [Theory, MemberData(nameof(Servers))]
    public async Task A_server_whose_disk_fills_up_says_so_and_ends_with_all_that_it_acknowledged(string server)
    {
        using var disk = SmallDisk.Create(megabytes: 48);
        var acknowledged = 0;
        await using (var run = await StartAsync(server, volume: disk.Path))
        {
            await using var redis = await ConnectAsync(run);
            await redis.GetDatabase().StringSetAsync(Key(acknowledged++), Value);
            disk.Fill();

            await Assert.ThrowsAnyAsync<RedisException>(async () =>
            {
                for (; ; acknowledged++)
                    await redis.GetDatabase().StringSetAsync(Key(acknowledged), Value).WaitAsync(Limit, Cancel);
            });

            Assert.Equal(1, (await run.Ended.WaitAsync(Limit, Cancel)).Code);
            Assert.Matches(server == "Embedded" ? "the disk is full that holds it. Free some space, then start it again." : "No space left on device|Short write while writing to the AOF file", run.Output);
            Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
        }

        disk.Free();
        await using var again = await StartAsync(server, volume: disk.Path);
        await using var after = await ConnectAsync(again);
        for (var i = 0; i < acknowledged; i++)
            Assert.Equal(Value, (byte[]?)await after.GetDatabase().StringGetAsync(Key(i)));
        await after.GetDatabase().StringSetAsync(Key(acknowledged), Value);
    }

    private static string Key(int number) => $"key-{number}";
}
