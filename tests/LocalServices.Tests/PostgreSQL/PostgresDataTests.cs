using Aspire.Hosting;
using LocalServices.Tests.Running;
using Npgsql;

namespace LocalServices.Tests.PostgreSQL;

public sealed class PostgresDataTests : PostgresTest
{
    [Theory, MemberData(nameof(Servers))]
    public async Task An_acknowledged_write_to_a_volume_survives_kill_9(string server)
    {
        using var volume = new TemporaryFolder();
        await using (var run = await StartAsync(server, volume.Path))
        {
            await using var connection = await ConnectAsync(run);
            await AskAsync(connection, "CREATE TABLE orders AS SELECT 42 AS id");
            await run.KillAsync();
        }

        await using var again = await StartAsync(server, volume.Path);
        await using var after = await ConnectAsync(again);

        Assert.Equal(42, await AskAsync(after, "SELECT id FROM orders"));
        Assert.Equal("on", await AskAsync(after, "SHOW fsync"));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Without_a_volume_each_start_is_fresh_and_does_not_wait_for_the_disk(string server)
    {
        await using (var run = await StartAsync(server))
        {
            await using var connection = await ConnectAsync(run);
            await AskAsync(connection, "CREATE TABLE orders (id int)");
        }

        await using var again = await StartAsync(server);
        await using var after = await ConnectAsync(again);

        Assert.Equal(DBNull.Value, await AskAsync(after, "SELECT to_regclass('orders')::text"));
        Assert.Equal("off", await AskAsync(after, "SHOW fsync"));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Kept_data_keeps_its_password(string server)
    {
        using var volume = new TemporaryFolder();
        await using (var run = await StartAsync(server, volume.Path, password: "first"))
        await using (await ConnectAsync(run, password: "first"))
        {
        }

        await using var again = await StartAsync(server, volume.Path, password: "second");
        await using var before = await ConnectAsync(again, password: "first");
        await using var refused = new NpgsqlConnection(ConnectionString(again, "second"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, (await Assert.ThrowsAsync<PostgresException>(() => refused.OpenAsync(Cancel))).SqlState);
    }

    [Fact]
    public async Task A_volume_of_another_version_is_refused_and_left_alone()
    {
        using var volume = new TemporaryFolder();
        await using (var run = await StartAsync("Embedded", volume.Path))
        await using (await ConnectAsync(run))
        {
        }

        var before = Directory.GetFileSystemEntries(volume.Path, "*", SearchOption.AllDirectories);
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync("Installed", volume.Path));

        Assert.Matches($"'{volume.Path}' of the resource 'server' .* written by PostgreSQL 18 .* server here is PostgreSQL [0-9]+\\. Use PostgreSQL 18, or ", refused.Message);
        Assert.Equal(before, Directory.GetFileSystemEntries(volume.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_volume_that_another_server_works_on_is_refused()
    {
        using var volume = new TemporaryFolder();
        await using var run = await StartAsync("Installed", volume.Path);
        await using var connection = await ConnectAsync(run);

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync("Installed", volume.Path));

        Assert.Contains($"of the resource 'server' is in use by process {run.ProcessId} (postgres). Stop the other run", refused.Message);
    }

    [Fact]
    public async Task A_folder_with_other_files_is_refused()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "holiday.jpg"), "", Cancel);

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync("Embedded", folder.Path));

        Assert.Contains("'holiday.jpg'", refused.Message);
    }

    [Fact]
    public async Task A_folder_that_the_server_may_not_enter_is_named()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip("These tests do not run as root.");
        using var folder = new TemporaryFolder();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync("Embedded", Path.Combine(folder.Path, "volume")));

        Assert.Contains($"user 'nobody', who may not enter '{folder.Path}'", refused.Message);
    }
}
