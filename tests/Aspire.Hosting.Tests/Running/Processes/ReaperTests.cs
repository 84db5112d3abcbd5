using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Aspire.Hosting.Running.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Tests.Running.Processes;

public class ReaperTests
{
    // It takes three seconds at most; a busy machine may need longer.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public ReaperTests() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a killed run left is looked for in /proc, which only Linux has.");

    [Fact]
    public async Task A_run_that_ends_in_order_leaves_no_process_and_no_folder()
    {
        using var run = await KilledRun.StartAsync("start", "sleep 300", "sleep 300 & wait");

        await run.EndAsync("TERM");

        await run.WaitUntilNothingIsLeftAsync(Limit);
    }

    [Fact]
    public async Task A_killed_run_leaves_no_process_and_no_folder()
    {
        using var run = await KilledRun.StartAsync("start", "sleep 300", "sleep 300 & sleep 300 & wait");
        Assert.True(run.RunningProcesses().Count >= 5);

        await run.EndAsync("KILL");

        await run.WaitUntilNothingIsLeftAsync(Limit);
    }

    [Fact]
    public async Task Processes_may_finish_what_they_do_when_their_run_was_killed()
    {
        using var folder = new TestFolder();
        using var run = await KilledRun.StartAsync(
            "start", $"trap 'echo saved > {folder.File("state")}; exit' TERM; echo waiting; while :; do sleep 0.05; done");
        await run.WaitForLineAsync("waiting");

        await run.EndAsync("KILL");
        await run.WaitUntilNothingIsLeftAsync(Limit);

        Assert.Equal("saved\n", await File.ReadAllTextAsync(folder.File("state")));
    }

    [Fact]
    public async Task Processes_that_ignore_the_request_to_end_are_killed_in_time()
    {
        using var run = await KilledRun.StartAsync("start", "trap '' TERM INT HUP; sleep 300; sleep 300");

        await run.EndAsync("KILL");

        await run.WaitUntilNothingIsLeftAsync(Limit);
    }

    [Fact]
    public async Task Jobs_in_process_groups_of_their_own_end_with_a_killed_run()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash, which has job control without a terminal, is not on this machine.");
        using var run = await KilledRun.StartAsync("start", "trap '' TERM; exec bash -c 'set -m; sleep 300 & sleep 300 & echo jobs; wait'");
        await run.WaitForLineAsync("jobs");

        await run.EndAsync("KILL");

        await run.WaitUntilNothingIsLeftAsync(Limit);
    }

    [Fact]
    public async Task The_reaper_outlives_a_signal_to_the_whole_process_group_of_the_run()
    {
        using var run = await KilledRun.StartAsync("start", "sleep 300");

        await run.EndAsync("KILL", wholeGroup: true);

        await run.WaitUntilNothingIsLeftAsync(Limit);
    }

    [Fact]
    public async Task An_interrupt_from_the_terminal_reaches_the_run_alone()
    {
        using var folder = new TestFolder();
        using var run = await KilledRun.StartAsync(
            "start", $"for s in INT TERM; do trap \"echo $s >> {folder.File("signals")}; exit\" $s; done; echo waiting; while :; do sleep 0.05; done");
        await run.WaitForLineAsync("waiting");

        await run.EndAsync("INT", wholeGroup: true);
        await run.WaitUntilNothingIsLeftAsync(Limit);

        Assert.Equal("TERM\n", await File.ReadAllTextAsync(folder.File("signals")));
    }

    /// <remarks>ASPIRE_TEST_KILLS=500 makes it thorough; it takes half a second a time.</remarks>
    [Fact]
    public async Task A_run_killed_at_any_moment_while_it_starts_and_stops_processes_leaves_nothing()
    {
        var times = int.Parse(Environment.GetEnvironmentVariable("ASPIRE_TEST_KILLS") ?? "20", CultureInfo.InvariantCulture);
        for (var i = 0; i < times; i++)
        {
            using var run = await KilledRun.StartAsync("churn");
            using var moment = new PeriodicTimer(TimeSpan.FromMicroseconds(1000 + RandomNumberGenerator.GetInt32(200_000)));
            await moment.WaitForNextTickAsync();

            await run.EndAsync("KILL");

            await run.WaitUntilNothingIsLeftAsync(Limit);
        }
    }

    [Fact]
    public async Task A_process_whose_start_was_announced_but_not_confirmed_is_found_by_its_marker()
    {
        var launcher = new ProcessLauncher(TimeProvider.System);
        RunningProcess process;
        await using (var reaper = NewReaper())
        {
            var marker = reaper.AnnounceStart("/");
            process = launcher.Start(
                new ProcessSpec { FileName = "sleep", Arguments = ["300"], Environment = new Dictionary<string, string?> { [Reaper.MarkerVariable] = marker } },
                (_, _) => { });
        }

        Assert.NotNull((await process.Completion.WaitAsync(Limit)).Signal);
    }

    [Fact]
    public async Task A_process_that_wrote_over_its_environment_is_found_by_its_folder()
    {
        const string Redis = "/usr/bin/redis-server";
        Assert.SkipUnless(File.Exists(Redis), "It needs redis-server, which writes over its environment.");
        using var folder = new TestFolder();
        using var process = new Process { StartInfo = new("setsid", [Redis, "--port", "0", "--unixsocket", folder.File("redis")]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true } };
        await using (var reaper = Reaper.Start(NullLogger<Reaper>.Instance))
        {
            process.StartInfo.Environment[Reaper.MarkerVariable] = reaper.AnnounceStart(folder.Path);
            process.Start();
            while (await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } line && !line.Contains("ready to accept connections", StringComparison.OrdinalIgnoreCase))
            {
            }
            Assert.DoesNotContain(Reaper.MarkerVariable, await File.ReadAllTextAsync($"/proc/{process.Id}/environ"), StringComparison.Ordinal);
        }

        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        finally
        {
            process.Kill();   // where the reaper did not
        }
    }

    [Fact]
    public async Task A_process_that_has_not_made_its_session_yet_ends_too()
    {
        Process process;
        await using (var reaper = NewReaper())
        {
            // Started as it is before setsid(1) has done its work: in the session of its parent.
            process = Process.Start("sleep", ["300"]);
            reaper.ConfirmStart(reaper.AnnounceStart("/"), process.Id, StopSignal.Terminate);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
        Assert.Equal(128 + 15, process.ExitCode);
    }

    [Fact]
    public async Task A_process_that_was_given_the_id_of_one_that_ended_is_left_alone()
    {
        const string LastId = "/proc/sys/kernel/ns_last_pid";
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists(LastId), "Only root can choose the next process id.");
        var launcher = new ProcessLauncher(TimeProvider.System);
        RunningProcess? other = null;
        for (var attempt = 0; attempt < 50 && other is null; attempt++)
        {
            await using var reaper = NewReaper();
            // Long enough for another start time: Linux counts hundredths of a second.
            var ended = launcher.Start(new ProcessSpec { FileName = "sleep", Arguments = ["0.05"] }, (_, _) => { });
            reaper.ConfirmStart(reaper.AnnounceStart("/"), ended.Id, StopSignal.Terminate);
            await ended.Completion.WaitAsync(Limit);

            await File.WriteAllTextAsync(LastId, $"{ended.Id - 1}");
            var next = launcher.Start(new ProcessSpec { FileName = "sleep", Arguments = ["300"] }, (_, _) => { });
            if (next.Id == ended.Id)
                other = next;
            else
                next.Kill();
        }

        Assert.SkipWhen(other is null, "Others started processes too quickly for an id to be used again.");
        Assert.False(other.Completion.IsCompleted);
        other.Kill();
        Assert.Equal(9, (await other.Completion.WaitAsync(Limit)).Signal);
    }

    [Fact]
    public async Task Without_its_reaper_a_run_goes_on()
    {
        await using var reaper = NewReaper();
        var launcher = new ProcessLauncher(TimeProvider.System, reaper);
        await KilledRun.SendAsync("KILL", reaper.Id);

        for (var i = 0; i < 3; i++)
            Assert.Equal("on", (await launcher.RunAsync(new ProcessSpec { FileName = "echo", Arguments = ["on"] }, CancellationToken.None)).Output);
    }

    private static Reaper NewReaper() => Reaper.Start(NullLogger<Reaper>.Instance);
}
