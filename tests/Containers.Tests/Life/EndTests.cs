using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Life;

/// <summary>How a container is asked to end, and what is shown of its end.</summary>
public sealed class EndTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_asked_to_end_by_its_own_signal_and_its_last_words_and_exit_code_are_shown()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddContainer("worker", "busybox", "1.36")
            .WithArgs("sh", "-c", "trap 'echo asked to end; exit 5' USR1; echo ready; while :; do sleep 0.1; done")
            .WithContainerRuntimeArgs("--stop-signal", "USR1");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.LineAsync("worker", "ready");

        await app.Commands.ExecuteCommandAsync("worker", KnownResourceCommands.StopCommand, Cancel);

        Assert.Equal(5, (await app.StateAsync("worker", KnownResourceStates.Exited)).ExitCode);
        await app.LineAsync("worker", "asked to end");
    }

    [Fact]
    public async Task One_that_does_not_end_within_its_grace_is_killed()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddContainer("deaf", "busybox", "1.36")
            .WithArgs("sh", "-c", "trap 'echo not yet' TERM; echo ready; while :; do sleep 0.1; done")
            .WithContainerRuntimeArgs("--stop-timeout", "1");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.LineAsync("deaf", "ready");

        await app.Commands.ExecuteCommandAsync("deaf", KnownResourceCommands.StopCommand, Cancel);

        Assert.Equal(137, (await app.StateAsync("deaf", KnownResourceStates.Exited)).ExitCode);
        await app.LineAsync("deaf", "not yet");
    }

    [Fact]
    public async Task A_restart_makes_a_new_container_and_removes_the_old_one()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        var web = builder.AddWeb("web", "hello");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("web");
        var (first, address) = (app.ContainerId("web"), web.GetEndpoint("http").Url);

        await app.Commands.ExecuteCommandAsync("web", KnownResourceCommands.RestartCommand, Cancel);
        await app.HealthyAsync("web");

        Assert.NotEqual(first, app.ContainerId("web"));
        Assert.NotEqual(0, (await Engine.RunAsync("container", "inspect", first)).Code);
        using var client = new HttpClient();
        Assert.Equal("hello\n", await client.GetStringAsync(new Uri(address), Cancel));
    }

    [Fact]
    public async Task A_program_that_is_not_in_the_image_is_named()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddContainer("job", "busybox", "1.36").WithEntrypoint("no-such-program");
        await using var app = await ContainerApplication.StartAsync(builder);

        var failed = await app.StateAsync("job", KnownResourceStates.FailedToStart);

        Assert.Contains(failed.Properties, one => one.Value is string text && text.StartsWith("its entry point 'no-such-program' does not exist in the image 'busybox:1.36', or cannot be run there. ", StringComparison.Ordinal));
    }
}
