using LocalServices.Tests.Running;
using Npgsql;

namespace LocalServices.Tests.PostgreSQL;

public sealed class PostgresFullDiskTests : PostgresTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory, MemberData(nameof(Servers))]
    public async Task A_server_whose_disk_fills_up_says_so_and_keeps_all_that_it_acknowledged(string server)
    {
        using var disk = SmallDisk.Create(megabytes: 160);
        var acknowledged = 0;
        await using (var run = await StartAsync(server, disk.Path))
        {
            await using var connection = await ConnectAsync(run);
            await AskAsync(connection, "CREATE TABLE orders (id int PRIMARY KEY, goods text)");
            disk.Fill();

            // Either the statement fails, or, if it is the log that has no room, the server ends.
            await Assert.ThrowsAnyAsync<NpgsqlException>(async () =>
            {
                for (; ; acknowledged++)
                    await AskAsync(connection, $"INSERT INTO orders SELECT {acknowledged}, string_agg(md5(i::text), '') FROM generate_series(1, 2000) i").WaitAsync(Limit, Cancel);
            });

            await run.UntilAsync(() => Task.FromResult(run.Output.Contains("No space left on device", StringComparison.Ordinal) ? true : throw new InvalidOperationException("It does not say so.")), Cancel);
            await run.StopAsync().WaitAsync(Limit, Cancel);
        }

        disk.Free();
        await using var again = await StartAsync(server, disk.Path);
        await using var after = await ConnectAsync(again);
        Assert.Equal((long)acknowledged, await AskAsync(after, "SELECT count(*) FROM orders"));
        await AskAsync(after, "INSERT INTO orders VALUES (-1, 'after')");
    }
}
