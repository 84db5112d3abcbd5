using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Engines;

/// <summary>An engine that is started after the application.</summary>
public sealed class LateEngineTests : IDisposable
{
    private const string NotRunning = "Cannot connect to the Docker daemon. Is the docker daemon running?";

    private readonly EngineProgram _program = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Down => Path.Join(_program.Folder, "down");

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Containers_say_that_they_wait_for_the_engine_and_start_by_themselves_when_it_answers()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = CreateBuilder();
        var first = builder.AddSleeper("first");
        builder.AddSleeper("second");
        builder.AddExecutable("process", "sleep", ".", "100").WaitFor(first, WaitBehavior.WaitOnResourceUnavailable);
        builder.AddExecutable("another", "sleep", ".", "100");
        await using var app = await ContainerApplication.StartAsync(builder);

        var waiting = await app.StateAsync("first", KnownResourceStates.RuntimeUnhealthy);
        await app.StateAsync("second", KnownResourceStates.RuntimeUnhealthy);
        await app.StateAsync("another", KnownResourceStates.Running);
        await app.StateAsync("process", KnownResourceStates.Waiting);
        var sentence = $"it is a container (busybox:1.36), and {Engine.Program} is installed, but is not running ({NotRunning}). Start it.";
        Assert.Contains(waiting.Properties, one => one.Value as string == sentence);
        await app.LineAsync("first", $"Cannot start yet: {sentence} It starts by itself as soon as the engine answers.");
        File.Delete(Down);

        await app.StateAsync("first", KnownResourceStates.Running);
        await app.StateAsync("second", KnownResourceStates.Running);
        await app.StateAsync("process", KnownResourceStates.Running);
        Assert.DoesNotContain(sentence, app.Property("first", "resource.failure"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_waits_for_the_engine_can_be_stopped_and_started()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = CreateBuilder();
        builder.AddSleeper("sleeper");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.StateAsync("sleeper", KnownResourceStates.RuntimeUnhealthy);

        await app.Commands.ExecuteCommandAsync("sleeper", KnownResourceCommands.StopCommand, Cancel);
        await app.StateAsync("sleeper", KnownResourceStates.Exited);
        File.Delete(Down);
        await app.Commands.ExecuteCommandAsync("sleeper", KnownResourceCommands.StartCommand, Cancel);

        await app.StateAsync("sleeper", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_server_that_is_to_be_a_container_waits_and_one_that_need_not_runs_as_a_local_service()
    {
        await Engine.RequireAsync(Engine.Redis);
        var builder = CreateBuilder();
        builder.AddRedis("container").RunAsContainer();
        builder.AddRedis("either");
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.StateAsync("container", KnownResourceStates.RuntimeUnhealthy);
        await app.HealthyAsync("either");
        await app.LineAsync("either", "Runs as a process of this machine, not as a container: ");
        File.Delete(Down);

        await app.StateAsync("container", KnownResourceStates.Running);
        await app.HealthyAsync("container");
    }

    private IDistributedApplicationBuilder CreateBuilder()
    {
        _program.Before($"[ -e $FOLDER/down ] && echo '{NotRunning}' >&2 && exit 1");
        File.WriteAllText(Down, "");
        return _program.In(ContainerApplication.CreateBuilder());
    }
}
