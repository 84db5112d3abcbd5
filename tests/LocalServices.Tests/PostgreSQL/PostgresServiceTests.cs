using Npgsql;

namespace LocalServices.Tests.PostgreSQL;

public sealed class PostgresServiceTests : PostgresTest
{
    [Theory, MemberData(nameof(Servers))]
    public async Task A_client_with_the_password_comes_in_and_one_with_another_does_not(string server)
    {
        await using var run = await StartAsync(server);
        await using var connection = await ConnectAsync(run);

        Assert.Equal("postgres", await AskAsync(connection, "SELECT current_user::text"));
        await using var wrong = new NpgsqlConnection(ConnectionString(run, "another"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => wrong.OpenAsync(Cancel));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Text_is_Unicode_and_its_case_is_known(string server)
    {
        await using var run = await StartAsync(server);
        await using var connection = await ConnectAsync(run);

        Assert.Equal("UTF8", await AskAsync(connection, "SHOW server_encoding"));
        Assert.Equal("WÖRD", await AskAsync(connection, "SELECT upper('wörd')"));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task User_and_first_database_have_the_names_that_the_environment_gives(string server)
    {
        await using var run = await StartAsync(server, user: "Jane Müller", database: "my db");
        await using var connection = await ConnectAsync(run, user: "Jane Müller", database: "my db");

        Assert.Equal("on", await AskAsync(connection, "SHOW is_superuser"));
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task The_password_is_on_no_command_line_and_in_no_output(string server)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Command lines are read from /proc.");
        await using var run = await StartAsync(server, password: "verysecret");
        await using var connection = await ConnectAsync(run, password: "verysecret");

        Assert.DoesNotContain("verysecret", await File.ReadAllTextAsync($"/proc/{run.ProcessId}/cmdline", Cancel));
        Assert.DoesNotContain("verysecret", run.Output);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task It_ends_on_request_within_two_seconds_with_clients_connected(string server)
    {
        await using var run = await StartAsync(server);
        await using var connection = await ConnectAsync(run);

        var exit = await run.StopAsync().WaitAsync(TimeSpan.FromSeconds(2), Cancel);

        Assert.Equal(0, exit.Code);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Several_run_side_by_side(string server)
    {
        var runs = await Task.WhenAll(StartAsync(server), StartAsync(server));
        await using var one = runs[0];
        await using var two = runs[1];
        await using var connectionOne = await ConnectAsync(one);
        await using var connectionTwo = await ConnectAsync(two);

        await AskAsync(connectionOne, "CREATE TABLE only_here (id int)");

        Assert.Equal(DBNull.Value, await AskAsync(connectionTwo, "SELECT to_regclass('only_here')::text"));
    }

    [Fact]
    public async Task As_root_it_runs_as_nobody()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            Assert.Skip("These tests do not run as root.");
        await using var run = await StartAsync("Installed");
        await using var connection = await ConnectAsync(run);

        Assert.Equal("nobody", run.Plan.RunAs);
        Assert.Contains("Uid:\t65534", await File.ReadAllTextAsync($"/proc/{run.ProcessId}/status", Cancel));
    }
}
