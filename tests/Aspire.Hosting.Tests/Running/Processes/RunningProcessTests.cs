using System.Globalization;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Tests.Running.Processes;

public class RunningProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly ProcessLauncher _launcher = new(TimeProvider.System);
    private readonly Output _output = new();

    [UnixFact]
    public async Task A_process_reports_its_lines_and_its_exit_code()
    {
        var process = Shell("echo one; echo two >&2; printf 'three\\r\\n'; printf last; exit 3");

        var exit = await process.Completion.WaitAsync(Limit);

        Assert.Equal(3, exit.Code);
        Assert.Null(exit.Signal);
        Assert.Equal(["one", "three", "last"], _output.All);
        Assert.Equal(["two"], _output.Errors);
    }

    [UnixFact]
    public async Task What_it_leaves_running_is_left_alone_where_that_is_said_and_ended_elsewhere()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It looks for processes in /proc.");
        foreach (var leaves in (bool[])[true, false])
        {
            var result = await RunAsync(new ProcessSpec { FileName = "/bin/sh", Arguments = ["-c", "sleep 1000 >/dev/null 2>&1 & echo $!"], LeavesOthersRunning = leaves });
            var other = int.Parse(result.Output, CultureInfo.InvariantCulture);

            Assert.Equal(leaves, LinuxProcess.Find(other) is { HasEnded: false });
            if (leaves)
            {
                using var process = System.Diagnostics.Process.GetProcessById(other);
                process.Kill();
            }
        }
    }

    [UnixFact]
    public async Task Arguments_reach_the_process_as_they_are()
    {
        string[] arguments = ["a b", "", "\"quoted\"", "$HOME", "ünïcode", "--", "-x"];

        var result = await RunAsync(new ProcessSpec { FileName = "/bin/sh", Arguments = ["-c", "for a; do echo \"[$a]\"; done", "sh", .. arguments] });

        Assert.Equal(arguments.Select(a => $"[{a}]"), result.Output.Split('\n'));
    }

    [UnixFact]
    public async Task Variables_are_set_over_the_inherited_ones_and_null_removes_one_whatever_their_names()
    {
        var result = await RunAsync(new ProcessSpec
        {
            FileName = "env",
            Environment = new Dictionary<string, string?> { ["ConnectionStrings__orders-db"] = "Host=a;Password=b c", ["HOME"] = null },
        });

        var lines = result.Output.Split('\n');
        Assert.Contains("ConnectionStrings__orders-db=Host=a;Password=b c", lines);
        Assert.Contains(lines, line => line.StartsWith("PATH=", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("HOME=", StringComparison.Ordinal));
    }

    [UnixFact]
    public async Task A_clean_environment_holds_the_given_variables_alone()
    {
        var result = await RunAsync(new ProcessSpec
        {
            FileName = "/usr/bin/env",
            InheritsEnvironment = false,
            Environment = new Dictionary<string, string?> { ["ONLY"] = "this" },
        });

        Assert.Equal("ONLY=this", result.Output);
    }

    [UnixFact]
    public async Task Standard_input_is_what_was_given_and_then_ends()
    {
        Assert.Equal("first\nsecond", (await RunAsync(new ProcessSpec { FileName = "cat", StandardInput = "first\nsecond\n" })).Output);
        Assert.Equal("", (await RunAsync(new ProcessSpec { FileName = "cat" })).Output);
    }

    [UnixFact]
    public async Task The_process_starts_in_its_working_directory()
    {
        using var folder = new TestFolder();

        Assert.Equal(folder.Path, (await RunAsync(new ProcessSpec { FileName = "pwd", WorkingDirectory = folder.Path })).Output);
    }

    [UnixFact]
    public async Task A_process_leads_a_session_of_its_own_and_keeps_the_id_it_was_started_with()
    {
        var process = Shell("ps -o pid=,sid= -p $$");
        await process.Completion.WaitAsync(Limit);

        var ids = _output.All[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture));
        Assert.Equal([process.Id, process.Id], ids);
    }

    [UnixFact]
    public async Task Stopping_asks_first_and_lets_the_process_finish()
    {
        var process = Shell("trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done");
        Assert.Equal("ready", await _output.NextAsync());

        var exit = await process.StopAsync().WaitAsync(Limit);

        Assert.Equal(0, exit.Code);
        Assert.Contains("bye", _output.All);
    }

    [UnixFact]
    public async Task Stopping_with_an_interrupt_sends_an_interrupt()
    {
        var process = Shell("trap 'echo interrupted; exit 0' INT; echo ready; while :; do sleep 0.05; done", stopSignal: StopSignal.Interrupt);
        await _output.NextAsync();

        await process.StopAsync().WaitAsync(Limit);

        Assert.Contains("interrupted", _output.All);
    }

    [UnixFact]
    public async Task A_process_that_ignores_the_request_is_killed_after_its_grace()
    {
        var process = Shell("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        await _output.NextAsync();

        var exit = await process.StopAsync(TimeSpan.FromMilliseconds(200)).WaitAsync(Limit);

        Assert.Equal(9, exit.Signal);
        Assert.Equal("exit code 137 (SIGKILL)", exit.ToString());
    }

    [UnixFact]
    public async Task Killing_ends_children_too_even_those_in_groups_of_their_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which processes are in a session.");
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash, which has job control without a terminal, is not on this machine.");
        var process = _launcher.Start(
            new ProcessSpec { FileName = "/bin/bash", Arguments = ["-c", "trap '' TERM; set -m; sleep 300 & echo $!; (sleep 300; :) & echo $!; wait"] }, _output.Add);
        var job = int.Parse(await _output.NextAsync(), CultureInfo.InvariantCulture);
        var otherJob = int.Parse(await _output.NextAsync(), CultureInfo.InvariantCulture);
        Assert.True(await IsRunningAsync(job) && await IsRunningAsync(otherJob));

        process.Kill();
        await process.Completion.WaitAsync(Limit);

        await WaitForEndAsync(job);
        await WaitForEndAsync(otherJob);
    }

    [UnixFact]
    public async Task What_a_process_leaves_behind_ends_with_it()
    {
        var process = Shell("sleep 300 & echo $!; exit 4");
        var child = int.Parse(await _output.NextAsync(), CultureInfo.InvariantCulture);

        var exit = await process.Completion.WaitAsync(Limit);

        Assert.Equal(4, exit.Code);
        await WaitForEndAsync(child);
    }

    [UnixFact]
    public async Task A_detached_grandchild_that_keeps_the_output_open_does_not_hold_up_the_end()
    {
        var process = Shell("setsid sleep 30 & echo $!; sleep 0.2; exit 5");
        var child = int.Parse(await _output.NextAsync(), CultureInfo.InvariantCulture);

        var exit = await process.Completion.WaitAsync(Limit);

        Assert.Equal(5, exit.Code);
        Assert.True(await IsRunningAsync(child));
        await RunAsync(new ProcessSpec { FileName = "/bin/sh", Arguments = ["-c", $"kill -9 {child}"] });
    }

    [UnixFact]
    public async Task All_output_of_a_talkative_process_has_arrived_when_it_completes()
    {
        var process = Shell("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done");

        await process.Completion.WaitAsync(Limit);

        Assert.Equal(Enumerable.Range(0, 20000).Select(i => $"line {i}"), _output.All);
    }

    [UnixFact]
    public async Task Stopping_a_process_that_has_ended_returns_its_exit_code()
    {
        var process = Shell("exit 7");
        await process.Completion.WaitAsync(Limit);

        process.Kill();

        Assert.Equal(7, (await process.StopAsync()).Code);
    }

    [UnixFact]
    public async Task Without_setsid_perl_makes_the_session()
    {
        var perl = SessionProgram.Perl();
        Assert.SkipWhen(perl is null, "There is no perl on this machine.");
        var launcher = new ProcessLauncher(TimeProvider.System, sessionProgram: perl);

        var process = launcher.Start(
            new ProcessSpec { FileName = "/bin/sh", Arguments = ["-c", "cat; ps -o pid=,sid= -p $$"], StandardInput = "input\n" }, _output.Add);
        await process.Completion.WaitAsync(Limit);

        Assert.Equal("input", _output.All[0]);
        Assert.Equal([$"{process.Id}", $"{process.Id}"], _output.All[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [UnixFact]
    public async Task A_process_that_is_stopped_or_killed_right_after_its_start_ends_at_once()
    {
        List<SessionProgram?> programs = [SessionProgram.Setsid(), SessionProgram.Perl()];
        foreach (var launcher in programs.OfType<SessionProgram>().Select(program => new ProcessLauncher(TimeProvider.System, sessionProgram: program)))
        {
            for (var i = 0; i < 20; i++)
            {
                var spec = new ProcessSpec { FileName = "sleep", Arguments = ["300"], StopSignal = (StopSignal)(i % 2), StopGrace = TimeSpan.FromMinutes(5) };
                var stopped = launcher.Start(spec, _output.Add);
                var stop = stopped.StopAsync();
                var killed = launcher.Start(spec, _output.Add);
                killed.Kill();

                Assert.NotNull((await stop.WaitAsync(Limit)).Signal);
                Assert.Equal(9, (await killed.Completion.WaitAsync(Limit)).Signal);
            }
        }
    }

    [UnixFact]
    public async Task Root_can_start_a_process_as_another_user()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root may start a process as another user.");

        Assert.Equal("nobody", (await RunAsync(new ProcessSpec { FileName = "id", Arguments = ["-un"], RunAs = "nobody" })).Output);
    }

    private RunningProcess Shell(string script, StopSignal stopSignal = StopSignal.Terminate) =>
        _launcher.Start(new ProcessSpec { FileName = "/bin/sh", Arguments = ["-c", script], StopSignal = stopSignal }, _output.Add);

    private Task<ProcessResult> RunAsync(ProcessSpec spec) =>
        _launcher.RunAsync(spec, TestContext.Current.CancellationToken).WaitAsync(Limit);

    private async Task<bool> IsRunningAsync(int id)
    {
        var state = (await RunAsync(new ProcessSpec { FileName = "ps", Arguments = ["-o", "stat=", "-p", $"{id}"] })).Output;
        return state.Length > 0 && !state.StartsWith('Z');
    }

    private async Task WaitForEndAsync(int id)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await IsRunningAsync(id))
            limit.Token.ThrowIfCancellationRequested();
    }
}
