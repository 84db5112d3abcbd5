using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Life;

/// <summary>What somebody does to a container past the application is seen by the application, within two seconds.</summary>
[Trait("Engine", "podman too")]
public sealed class InterruptionTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_paused_container_is_shown_as_paused_and_works_again_afterwards()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddWeb("web", "hello");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("web");

        await Engine.AskAsync("pause", app.ContainerId("web"));
        await app.StateAsync("web", "Paused", Soon);

        await Engine.AskAsync("unpause", app.ContainerId("web"));
        await app.StateAsync("web", KnownResourceStates.Running, Soon);
        await app.HealthyAsync("web");
    }

    [Fact]
    public async Task A_killed_container_is_shown_as_exited_with_what_its_exit_code_means()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddWeb("web", "hello");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("web");

        await Engine.AskAsync("kill", app.ContainerId("web"));
        var ended = await app.StateAsync("web", KnownResourceStates.Exited, Soon);

        Assert.Equal(137, ended.ExitCode);
        await app.LineAsync("web", "was killed (exit code 137, SIGKILL)");
    }

    [Fact]
    public async Task A_container_that_is_cut_off_its_network_is_shown_as_disconnected()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddWeb("web", "hello");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("web");
        var network = (await Engine.AskAsync("inspect", "--format", "{{range $name, $one := .NetworkSettings.Networks}}{{$name}} {{end}}", app.ContainerId("web"))).Trim();

        await Engine.AskAsync("network", "disconnect", network, app.ContainerId("web"));
        await app.StateAsync("web", "Disconnected", Soon);

        await Engine.AskAsync("network", "connect", network, app.ContainerId("web"));
        await app.StateAsync("web", KnownResourceStates.Running, Soon);
    }

    [Fact]
    public async Task A_container_that_runs_out_of_memory_says_so()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddContainer("eater", "busybox", "1.36")
            .WithContainerRuntimeArgs("--memory", "12m")
            .WithArgs("sh", "-c", "a=x; while :; do a=$a$a; done");
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.StateAsync("eater", KnownResourceStates.Exited);

        // podman learns of it from its monitor, which on some kernels does not notice.
        Assert.SkipUnless(await Engine.AskAsync("inspect", "--format", "{{.State.OOMKilled}}", app.ContainerId("eater")) == "true", "The engine itself does not know that memory ran out.");
        await app.LineAsync("eater", "ran out of memory (exit code 137)");
    }

    [Fact]
    public async Task A_container_that_somebody_removes_has_ended()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddSleeper("sleeper");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.StateAsync("sleeper", KnownResourceStates.Running);

        await Engine.AskAsync("rm", "-f", app.ContainerId("sleeper"));

        await app.StateAsync("sleeper", KnownResourceStates.Exited, Soon);
    }
}
