using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Running.Application;

public class LifeOfAResourceTests
{
    [Fact]
    public async Task A_program_that_ends_with_code_0_is_finished_and_with_another_exited()
    {
        await using var builder = TestApplication.Create();
        builder.AddShell("good", "echo done");
        builder.AddShell("bad", "echo failing >&2; exit 3");

        var application = await builder.StartAsync();

        Assert.Equal(0, (await application.WaitForStateAsync("good", KnownResourceStates.Finished)).ExitCode);
        Assert.Equal(3, (await application.WaitForStateAsync("bad", KnownResourceStates.Exited)).ExitCode);
        Assert.Equal(["failing"], await application.LinesOfAsync("bad"));
    }

    [Fact]
    public async Task A_program_that_does_not_exist_fails_with_a_sentence_and_the_others_run()
    {
        await using var builder = TestApplication.Create();
        builder.AddExecutable("missing", "no-such-program", Path.GetTempPath());
        builder.AddSleeper("other");

        var application = await builder.StartAsync();

        var failed = await application.WaitForStateAsync("missing", KnownResourceStates.FailedToStart);
        Assert.Contains("no-such-program", failed.Failure(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failed.Failure(), StringComparison.Ordinal);
        await application.WaitForStateAsync("other", KnownResourceStates.Running);
    }

    [Fact]
    public async Task Commands_stop_start_and_restart_a_resource()
    {
        await using var builder = TestApplication.Create();
        builder.AddSleeper("program");
        var application = await builder.StartAsync();
        var first = await application.WaitForStateAsync("program", KnownResourceStates.Running);

        Assert.True((await application.ResourceCommands.ExecuteCommandAsync("program", KnownResourceCommands.StopCommand, TestApplication.Within())).Success);
        await application.WaitForStateAsync("program", KnownResourceStates.Exited);
        Assert.True((await application.ResourceCommands.ExecuteCommandAsync("program", KnownResourceCommands.StartCommand, TestApplication.Within())).Success);
        var second = await application.WaitForStateAsync("program", KnownResourceStates.Running);
        Assert.True((await application.ResourceCommands.ExecuteCommandAsync("program", KnownResourceCommands.RestartCommand, TestApplication.Within())).Success);
        var third = await application.WaitAsync("program", snapshot => snapshot.State?.Text == KnownResourceStates.Running && ProcessId(snapshot) != ProcessId(second));

        Assert.Equal(3, new[] { first, second, third }.Select(ProcessId).Distinct().Count());
    }

    [Fact]
    public async Task A_resource_that_ended_comes_back_by_restart()
    {
        await using var builder = TestApplication.Create();
        builder.AddSleeper("program");
        var application = await builder.StartAsync();
        var first = await application.WaitForStateAsync("program", KnownResourceStates.Running);
        using (var process = System.Diagnostics.Process.GetProcessById(ProcessId(first)))
            process.Kill();
        var ended = await application.WaitAsync("program", snapshot => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text));

        Assert.Equal(ResourceCommandState.Enabled, ended.Commands.Single(command => command.Name == KnownResourceCommands.RestartCommand).State);
        Assert.True((await application.ResourceCommands.ExecuteCommandAsync("program", KnownResourceCommands.RestartCommand, TestApplication.Within())).Success);

        await application.WaitAsync("program", snapshot => snapshot.State?.Text == KnownResourceStates.Running && ProcessId(snapshot) != ProcessId(first));
    }

    [Fact]
    public async Task A_resource_with_explicit_start_waits_for_its_command()
    {
        await using var builder = TestApplication.Create();
        builder.AddSleeper("later").WithExplicitStart();
        builder.AddSleeper("now");
        var application = await builder.StartAsync();
        await application.WaitForStateAsync("now", KnownResourceStates.Running);
        await application.WaitForStateAsync("later", KnownResourceStates.NotStarted);

        await application.ResourceCommands.ExecuteCommandAsync("later", KnownResourceCommands.StartCommand, TestApplication.Within());

        await application.WaitForStateAsync("later", KnownResourceStates.Running);
    }

    [Fact]
    public async Task Who_waits_for_an_explicit_start_starts_after_it_or_by_a_start_of_its_own()
    {
        await using var builder = TestApplication.Create();
        var later = builder.AddSleeper("later").WithExplicitStart();
        builder.AddSleeper("patient").WaitFor(later);
        builder.AddSleeper("pressed").WaitFor(later);
        var application = await builder.StartAsync();
        var waiting = await application.WaitForStateAsync("pressed", KnownResourceStates.Waiting);
        await application.WaitForStateAsync("patient", KnownResourceStates.Waiting);

        Assert.Equal(ResourceCommandState.Enabled, waiting.Commands.Single(command => command.Name == KnownResourceCommands.StartCommand).State);
        await application.ResourceCommands.ExecuteCommandAsync("pressed", KnownResourceCommands.StartCommand, TestApplication.Within());
        await application.WaitForStateAsync("pressed", KnownResourceStates.Running);
        Assert.Equal(KnownResourceStates.NotStarted, application.StateOf("later").State?.Text);
        Assert.Equal(KnownResourceStates.Waiting, application.StateOf("patient").State?.Text);

        await application.ResourceCommands.ExecuteCommandAsync("later", KnownResourceCommands.StartCommand, TestApplication.Within());
        await application.WaitForStateAsync("patient", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_command_can_be_given_in_the_states_in_which_it_makes_sense()
    {
        await using var builder = TestApplication.Create();
        builder.AddSleeper("program").WithExplicitStart();
        var application = await builder.StartAsync();

        Assert.Equal("Enabled Hidden Hidden", States(await application.WaitForStateAsync("program", KnownResourceStates.NotStarted)));
        await application.ResourceCommands.ExecuteCommandAsync("program", KnownResourceCommands.StartCommand, TestApplication.Within());
        Assert.Equal("Hidden Enabled Enabled", States(await application.WaitForStateAsync("program", KnownResourceStates.Running)));
        await application.ResourceCommands.ExecuteCommandAsync("program", KnownResourceCommands.StopCommand, TestApplication.Within());
        Assert.Equal("Enabled Hidden Enabled", States(await application.WaitForStateAsync("program", KnownResourceStates.Exited)));

        static string States(CustomResourceSnapshot snapshot) => string.Join(' ', new[] { KnownResourceCommands.StartCommand, KnownResourceCommands.StopCommand, KnownResourceCommands.RestartCommand }
            .Select(name => snapshot.Commands.Single(command => command.Name == name).State));
    }

    [Fact]
    public async Task A_process_that_is_killed_is_seen_within_a_second()
    {
        await using var builder = TestApplication.Create();
        builder.AddSleeper("program");
        var application = await builder.StartAsync();
        var running = await application.WaitForStateAsync("program", KnownResourceStates.Running);

        System.Diagnostics.Process.GetProcessById(ProcessId(running)).Kill();

        using var second = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await application.ResourceNotifications.WaitForResourceAsync("program", KnownResourceStates.Exited, second.Token);
    }

    [Fact]
    public async Task Stopping_ends_those_that_wait_for_others_before_the_others()
    {
        await using var builder = TestApplication.Create();
        var server = builder.AddSleeper("server");
        builder.AddSleeper("service").WaitFor(server);
        var application = await builder.StartAsync();
        await application.WaitForStateAsync("service", KnownResourceStates.Running);

        await application.StopAsync(TestApplication.Within());

        var service = application.StateOf("service");
        Assert.True(service.StopTimeStamp <= application.StateOf("server").StopTimeStamp);
        Assert.Equal(KnownResourceStates.Exited, service.State?.Text);
    }

    private static int ProcessId(CustomResourceSnapshot snapshot) => (int)snapshot.Properties.Single(property => property.Name == "executable.pid").Value!;
}
