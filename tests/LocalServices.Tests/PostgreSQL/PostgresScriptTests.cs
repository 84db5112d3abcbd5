using System.IO.Compression;
using System.Text;
using Aspire.Hosting;
using LocalServices.Tests.Running;

namespace LocalServices.Tests.PostgreSQL;

public sealed class PostgresScriptTests : PostgresTest
{
    [Theory, MemberData(nameof(Servers))]
    public async Task Scripts_run_in_the_order_of_their_names_when_the_data_is_made_and_never_again(string server)
    {
        using var scripts = new TemporaryFolder();
        using var volume = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(scripts.Path, "1-table.sql"), "CREATE TABLE log (entry text); INSERT INTO log VALUES ('one');", Cancel);
        await using (var gz = new GZipStream(File.Create(Path.Combine(scripts.Path, "2-more.sql.gz")), CompressionLevel.Fastest))
            await gz.WriteAsync(Encoding.UTF8.GetBytes("INSERT INTO log VALUES ('two');"), Cancel);
        await File.WriteAllTextAsync(Path.Combine(scripts.Path, "readme.txt"), "no script", Cancel);

        for (var start = 0; start < 2; start++)
        {
            await using var run = await StartAsync(server, volume.Path, scripts: scripts.Path);
            await using var connection = await ConnectAsync(run);

            Assert.Equal("one,two", await AskAsync(connection, "SELECT string_agg(entry, ',') FROM log"));
        }
    }

    [Fact]
    public async Task A_script_that_fails_is_named_and_leaves_no_data_behind()
    {
        using var scripts = new TemporaryFolder();
        using var volume = new TemporaryFolder();
        var script = Path.Combine(scripts.Path, "1-broken.sql");
        await File.WriteAllTextAsync(script, "SELECT * FROM nothing;", Cancel);

        var failed = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync("Installed", volume.Path, scripts: scripts.Path));
        Assert.Contains($"'{script}' of the resource 'server' failed: relation \"nothing\" does not exist", failed.Message);

        await File.WriteAllTextAsync(script, "CREATE TABLE something (id int);", Cancel);
        await using var run = await StartAsync("Installed", volume.Path, scripts: scripts.Path);
        await using var connection = await ConnectAsync(run);
        Assert.Equal("something", await AskAsync(connection, "SELECT to_regclass('something')::text"));
    }
}
