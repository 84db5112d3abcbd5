using System.Reflection;
using Aspire.Hosting.Tests.Running;
using Aspire.Hosting.Tests.Running.Processes;

namespace Aspire.Hosting.Tests.Errors;

/// <summary>Servers that are not installed, and data folders that they cannot use.</summary>
public sealed class LocalServiceErrorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public LocalServiceErrorTests()
    {
        // Servers that refuse root run as somebody else, who has to come in.
        Allow(_folder.Path, (UnixFileMode)0b111_101_101);
    }

    private string Volume => _folder.File("data/volumes/data");

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task Without_PostgreSQL_and_without_npm_both_remedies_are_told()
    {
        PrivateMounts.SkipUnlessPossible();
        var cache = new Dictionary<string, string> { ["Aspire__LocalServices__CachePath"] = _folder.File("cache") };
        var nobodyHere = PrivateMounts.Hide("/usr/lib/postgresql", "/usr/bin/npm");
        await using var run = ErrorRun.StartIn(_folder, cache, nobodyHere, "postgres");

        Assert.Matches("^db +cannot start: the resource 'db' needs a server that is not installed here, and npm, which fetches it once .*, is neither on PATH nor in the usual folders. Install the server, or Node.js, which brings npm.$", await run.LineAsync("cannot start"));
        await run.OthersRunAsync();
        await run.StopAsync();
    }

    [UnixFact]
    public async Task Without_Redis_and_without_the_embedded_one_it_is_told_to_build()
    {
        PrivateMounts.SkipUnlessPossible();
        var embedded = Assembly.Load("Aspire.Hosting.Redis").GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "EmbeddedRedis").Value!;
        var nobodyHere = PrivateMounts.Hide("/usr/bin/redis-server", "/usr/bin/valkey-server", Path.GetDirectoryName(embedded)!);
        await using var run = ErrorRun.StartIn(_folder, new Dictionary<string, string>(), nobodyHere, "redis");

        Assert.Equal($"db         cannot start: EmbeddedRedis is not where it was built ('{embedded}'). Build the AppHost again.", await run.LineAsync("cannot start"));
        await run.OthersRunAsync();
        await run.StopAsync();
    }

    [UnixFact]
    public async Task An_installed_Redis_that_is_asked_for_and_is_not_there_is_told_with_the_setting()
    {
        await using var run = ErrorRun.Start(_folder, "redis", "--Aspire:LocalServices:Redis:Server=/no/such/redis");

        Assert.EndsWith(
            "cannot start: The setting Aspire:LocalServices:Redis:Server asks for an installed Redis for the resource 'db', and there is none at '/no/such/redis'. Install redis-server or valkey-server, or set it to Auto or Embedded.",
            await run.LineAsync("cannot start"), StringComparison.Ordinal);
        await run.OthersRunAsync();
    }

    [Theory]
    [InlineData("redis", "EmbeddedKafka 1")]
    [InlineData("kafka", "Redis 7")]
    [InlineData("postgres", "Redis 7")]
    public async Task Data_of_another_server_is_told_with_both_and_left_alone(string server, string writer)
    {
        var foreign = Directory.CreateDirectory(Path.Combine(Volume, writer.Replace(' ', '-'))).FullName;
        await using var run = ErrorRun.Start(_folder, server);

        Assert.Matches(
            $"^db +cannot start: The data folder '{Volume}' of the resource 'db' cannot be used: it was written by {writer} and the server here is .*. Use {writer}, or start with fresh data: choose another volume or folder, or remove it.$",
            await run.LineAsync("cannot start"));
        await run.OthersRunAsync();
        Assert.Equal([foreign], Directory.GetFileSystemEntries(Volume));
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("kafka")]
    [InlineData("postgres")]
    public async Task A_data_folder_that_the_user_may_not_enter_is_told(string server)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "Only root can be another user, with setpriv.");
        Directory.CreateDirectory(Volume);
        Allow(Volume, (UnixFileMode)0b111_000_000);
        using var home = new TestFolder();
        Allow(home.Path, (UnixFileMode)0b111_111_111);
        var variables = new Dictionary<string, string> { ["HOME"] = home.Path, ["XDG_DATA_HOME"] = home.Path, ["Aspire__LocalServices__CachePath"] = home.File("cache") };
        await using var run = ErrorRun.StartIn(_folder, variables, ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"], server);

        Assert.Matches(
            $"^db +cannot start: the folder '{Volume}' cannot be used: Access to the path '.*' is denied. Give the user 'nobody' access to it, or choose another place.$",
            await run.LineAsync("cannot start"));
        await run.OthersRunAsync();
        await run.StopAsync();
    }

    [Theory]
    [InlineData("redis", "is in use by process [0-9]+ \\(redis-server\\). Stop the other run of the application, or choose another volume or folder.")]
    [InlineData("postgres", "is in use by process [0-9]+ \\(postgres\\). Stop the other run of the application, or choose another volume or folder.")]
    [InlineData("kafka", "another EmbeddedKafka is running with it. Stop that one, or choose another folder.")]
    public async Task A_data_folder_that_another_run_works_on_is_told_with_that(string server, string sentence)
    {
        await using var first = ErrorRun.Start(_folder, server);
        await first.LineAsync("Press Ctrl+C to stop.");
        Assert.Matches("(?m)^  db +ready ", first.Shown);

        await using var second = ErrorRun.Start(_folder, server);

        Assert.Matches(sentence, await second.LineAsync(server == "kafka" ? "another EmbeddedKafka" : "is in use"));
        await second.OthersRunAsync();
        await second.StopAsync();
    }

    [Theory]
    [InlineData("redis", "No space left on device")]
    [InlineData("redis", "the disk is full that holds it. Free some space, then start it again.", "--Aspire:LocalServices:Redis:Server=Embedded")]
    [InlineData("kafka", "No space left on device")]
    [InlineData("postgres", "cannot start: the disk is full that holds")]
    public async Task A_full_disk_under_a_data_folder_is_told_and_the_others_run(string server, string sentence, params string[] settings)
    {
        PrivateMounts.SkipUnlessPossible();
        Directory.CreateDirectory(_folder.File("data"));
        await using var run = ErrorRun.StartIn(_folder, new Dictionary<string, string>(), PrivateMounts.FullDisk(_folder.File("data"), folderInIt: "volumes/data"), [server, .. settings]);

        Assert.Matches("^db ", await run.LineAsync(sentence));
        await run.OthersRunAsync();
        await run.StopAsync();
    }

    [UnixFact]
    public async Task A_full_disk_under_the_temporary_folder_is_told_and_ends_the_run()
    {
        PrivateMounts.SkipUnlessPossible();
        var full = Directory.CreateDirectory(_folder.File("tmp")).FullName;
        await using var run = ErrorRun.StartIn(_folder, new Dictionary<string, string> { ["TMPDIR"] = full }, PrivateMounts.FullDisk(full, inodes: true), "none");

        var (code, console) = await run.EndAsync();

        Assert.Equal(1, code);
        Assert.Matches($"^The AppHost cannot use the temporary folder: the disk is full that holds '{full}/?'. Free some space, then start it again. The environment variable TMPDIR names another folder.$", console);
    }

    [UnixFact]
    public async Task A_full_disk_under_the_console_does_not_end_the_run()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        await using var run = ErrorRun.StartIn(_folder, new Dictionary<string, string>(), ["/bin/sh", "-c", "echo started; exec \"$@\" > /dev/full", "-"], "script", $"--Script=echo at work > {_folder.File("proof")}; exec sleep 1000");
        await run.LineAsync("started");

        await FileExistsAsync(_folder.File("proof"));
        await run.StopAsync();
    }

    private static void Allow(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, mode);
    }

    private static async Task FileExistsAsync(string file)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!File.Exists(file))
            await timer.WaitForNextTickAsync(limit.Token);
    }
}
