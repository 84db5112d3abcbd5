using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Life;

/// <summary>What is declared about a container is so in the engine.</summary>
public sealed class DeclaredTests
{
    [Fact]
    public async Task It_has_its_name_the_labels_of_its_run_and_what_its_runtime_arguments_say()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var name = $"named-{Guid.NewGuid():N}"[..20];
        var builder = ContainerApplication.CreateBuilder();
        var limit = builder.AddParameter("limit", "64m");
        builder.AddSleeper("sleeper").WithContainerName(name)
            .WithContainerRuntimeArgs("--label", "mine=yes")
            .WithContainerRuntimeArgs(context =>
            {
                context.Args.Add("--memory");
                context.Args.Add(limit.Resource);
            });
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.StateAsync("sleeper", KnownResourceStates.Running);

        Assert.Equal(
            $"{app.ContainerId("sleeper")} sleeper yes {64 << 20}",
            await Engine.AskAsync("container", "inspect", "--format", "{{.Id}} {{index .Config.Labels \"dev.aspire.resource\"}} {{.Config.Labels.mine}} {{.HostConfig.Memory}}", name));
        Assert.Matches("^[0-9a-f]{12}$", await Engine.AskAsync("container", "inspect", "--format", "{{index .Config.Labels \"dev.aspire.run\"}}", name));
    }

    [Fact]
    public async Task A_volume_with_a_generated_name_has_the_same_name_and_data_in_the_next_run()
    {
        await Engine.RequireAsync(Engine.Busybox);
        string volume = "";
        try
        {
            Assert.DoesNotContain(await RunAsync(), line => line.EndsWith("of an earlier run", StringComparison.Ordinal));
            Assert.Contains(await RunAsync(), line => line.EndsWith("of an earlier run", StringComparison.Ordinal));
            Assert.Equal(volume, await Engine.AskAsync("volume", "inspect", "--format", "{{.Name}}", volume));
        }
        finally
        {
            await Engine.RunAsync("volume", "rm", "-f", volume);
        }

        async Task<IReadOnlyList<string>> RunAsync()
        {
            var builder = ContainerApplication.CreateBuilder();
            builder.Configuration["Aspire:LocalServices:FreshVolumes"] = "false";
            var job = builder.AddContainer("job", "busybox", "1.36").WithArgs("sh", "-c", "cat /data/file; echo of an earlier run >/data/file");
            volume = VolumeNameGenerator.Generate(job, "data");
            job.WithVolume(volume, "/data");
            await using var app = await ContainerApplication.StartAsync(builder);
            await app.StateAsync("job", KnownResourceStates.Finished);
            var lines = await app.LinesAsync("job");
            await app.StopAsync();
            return lines;
        }
    }

    [Fact]
    public async Task Arguments_are_one_line_of_a_shell_where_that_is_declared()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        var job = builder.AddContainer("job", "busybox", "1.36").WithEntrypoint("/bin/sh").WithEnvironment("WHO", "you").WithArgs("echo", "hello", "$WHO", "|", "tr", "a-z", "A-Z");
        job.Resource.ShellExecution = true;
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.LineAsync("job", "HELLO YOU");
    }

    [Fact]
    public async Task The_health_check_of_its_image_is_told_in_its_log()
    {
        await Engine.RequireAsync(Engine.Busybox);
        Assert.SkipUnless(Engine.Program == "docker", "podman needs systemd for the health checks of images.");
        var builder = ContainerApplication.CreateBuilder();
        builder.AddSleeper("sleeper").WithContainerRuntimeArgs("--health-cmd", "true", "--health-interval", "1s");
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.LineAsync("sleeper", "The image's own health check says: healthy");
    }

    [Fact]
    public async Task No_value_of_a_variable_stands_on_a_command_line()
    {
        await Engine.RequireAsync(Engine.Busybox);
        using var program = new EngineProgram().Noting();
        var builder = program.In(ContainerApplication.CreateBuilder());
        builder.AddContainer("job", "busybox", "1.36")
            .WithEnvironment("SECRET", builder.AddParameter("secret", "not-for-everybody", secret: true))
            .WithEnvironment("DOCKER_SECRET", "nor-this")
            .WithArgs("sh", "-c", "echo $SECRET $DOCKER_SECRET");
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.LineAsync("job", "not-for-everybody nor-this");

        Assert.Contains(program.Commands, command => command.StartsWith("run ", StringComparison.Ordinal));
        Assert.DoesNotContain(program.Commands, command => command.Contains("not-for-everybody", StringComparison.Ordinal) || command.Contains("nor-this", StringComparison.Ordinal));
    }
}
