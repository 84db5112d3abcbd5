using Aspire.Hosting.Running.Processes;
using LocalServices.Tests.Running;

namespace LocalServices.Tests.PostgreSQL;

/// <summary>A postmaster.pid that no server of this folder stands behind.</summary>
public sealed class PostmasterFileTests : PostgresTest
{
    private static readonly ProcessLauncher Launcher = new(TimeProvider.System);

    [Fact]
    public async Task An_id_that_was_given_to_another_program_does_not_stop_the_next_start()
    {
        using var volume = new TemporaryFolder();
        var (file, left) = await KillAsync(volume);
        var user = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? "nobody" : null; // that of the server
        var other = Launcher.Start(new ProcessSpec { FileName = "sleep", Arguments = ["300"], WorkingDirectory = "/", RunAs = user }, (_, _) => { });
        try
        {
            await File.WriteAllTextAsync(file, other.Id + left[left.IndexOf('\n', StringComparison.Ordinal)..], Cancel);

            await StartsWithItsDataAsync(volume);

            Assert.False(other.Completion.IsCompleted);
        }
        finally
        {
            other.Kill();
            await other.Completion;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a number\n")]
    public async Task A_file_that_a_killed_server_had_not_filled_yet_does_not_stop_the_next_start(string content)
    {
        using var volume = new TemporaryFolder();
        var (file, _) = await KillAsync(volume);
        await File.WriteAllTextAsync(file, content, Cancel);

        await StartsWithItsDataAsync(volume);
    }

    [Fact]
    public async Task The_file_of_a_killed_server_does_not_stop_the_next_start()
    {
        using var volume = new TemporaryFolder();
        await KillAsync(volume);

        await StartsWithItsDataAsync(volume);
    }

    private static async Task<(string File, string Content)> KillAsync(TemporaryFolder volume)
    {
        await using var run = await StartAsync("Auto", volume.Path);
        await using var connection = await ConnectAsync(run);
        await AskAsync(connection, "CREATE TABLE orders AS SELECT 42 AS id");
        await run.KillAsync();
        var file = Path.Combine(run.Plan.WorkingDirectory!, "postmaster.pid");
        return (file, await File.ReadAllTextAsync(file, Cancel));
    }

    private static async Task StartsWithItsDataAsync(TemporaryFolder volume)
    {
        await using var run = await StartAsync("Auto", volume.Path);
        await using var connection = await ConnectAsync(run);
        Assert.Equal(42, await AskAsync(connection, "SELECT id FROM orders"));
    }
}
