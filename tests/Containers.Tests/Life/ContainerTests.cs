using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;
using StackExchange.Redis;

namespace Containers.Tests.Life;

/// <summary>A container from its start to its end.</summary>
[Trait("Engine", "podman too")]
public sealed class ContainerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redis_runs_in_a_container_and_lets_clients_in_with_its_password()
    {
        await Engine.RequireAsync(Engine.Redis);
        var builder = ContainerApplication.CreateBuilder();
        var cache = builder.AddRedis("cache");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("cache");

        await using var redis = await ConnectionMultiplexer.ConnectAsync((await cache.Resource.GetConnectionStringAsync(Cancel))!);
        Assert.True(await redis.GetDatabase().StringSetAsync("key", "value"));
        Assert.Equal("docker.io/library/redis:8.6", app.Property("cache", "resource.source"));
        Assert.Equal("true", await Engine.AskAsync("inspect", "--format", "{{.State.Running}}", app.ContainerId("cache")));
    }

    [Fact]
    public async Task A_container_is_reached_at_its_endpoint_and_gets_its_environment_and_arguments()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        var web = builder.AddContainer("web", "busybox", "1.36")
            .WithHttpEndpoint(targetPort: 8080)
            .WithEnvironment("GREETING", "good day\nto you")
            .WithEnvironment("PATH", "/bin:/elsewhere")
            .WithArgs("sh", "-c", "mkdir /www; echo \"$GREETING $PATH\" >/www/index.html; exec httpd -f -p 8080 -h /www")
            .WithContainerRuntimeArgs("--stop-signal", "KILL")
            .WithHttpHealthCheck("/");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("web");

        using var client = new HttpClient();
        Assert.Equal("good day\nto you /bin:/elsewhere\n", await client.GetStringAsync(new Uri(web.GetEndpoint("http").Url), Cancel));
    }

    [Fact]
    public async Task Both_streams_are_in_the_log_from_the_first_line_and_the_exit_code_is_shown()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddContainer("job", "busybox", "1.36").WithArgs("sh", "-c", "echo first; echo second >&2; exit 3");
        await using var app = await ContainerApplication.StartAsync(builder);

        var ended = await app.StateAsync("job", KnownResourceStates.Exited);

        Assert.Equal(3, ended.ExitCode);
        await app.LineAsync("job", "first");
        await app.LineAsync("job", "second");
    }

    [Fact]
    public async Task A_container_that_ends_well_is_finished()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddContainer("job", "busybox", "1.36").WithArgs("true");
        await using var app = await ContainerApplication.StartAsync(builder);

        Assert.Equal(0, (await app.StateAsync("job", KnownResourceStates.Finished)).ExitCode);
    }

    [Fact]
    public async Task Nothing_is_left_when_the_run_has_ended()
    {
        await Engine.RequireAsync(Engine.Redis);
        var builder = ContainerApplication.CreateBuilder();
        builder.AddRedis("cache").WithDataVolume();
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("cache");
        var run = await Engine.AskAsync("inspect", "--format", "{{index .Config.Labels \"dev.aspire.run\"}}", app.ContainerId("cache"));

        await app.StopAsync();

        await EngineState.NothingIsLeftAsync(run);
    }

    [Fact]
    public async Task A_stopped_container_starts_again_and_is_reached_at_the_same_address()
    {
        await Engine.RequireAsync(Engine.Redis);
        var builder = ContainerApplication.CreateBuilder();
        var cache = builder.AddRedis("cache").WithDataVolume();
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("cache");
        var address = await cache.Resource.GetConnectionStringAsync(Cancel);
        await using (var redis = await ConnectionMultiplexer.ConnectAsync(address!))
        {
            await redis.GetDatabase().StringSetAsync("key", "kept");
        }

        await app.Commands.ExecuteCommandAsync("cache", KnownResourceCommands.StopCommand, Cancel);
        await app.StateAsync("cache", KnownResourceStates.Exited);
        await app.Commands.ExecuteCommandAsync("cache", KnownResourceCommands.StartCommand, Cancel);
        await app.HealthyAsync("cache");

        await using var again = await ConnectionMultiplexer.ConnectAsync(address!);
        Assert.Equal("kept", await again.GetDatabase().StringGetAsync("key"));
    }
}
