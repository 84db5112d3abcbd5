using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Placement;

/// <summary>What runs as a container, and what as a local service.</summary>
public sealed class PlacementTests
{
    [Fact]
    public async Task A_server_whose_image_cannot_be_had_runs_as_a_local_service_and_says_why()
    {
        await Engine.RequireAsync();
        var builder = ContainerApplication.CreateBuilder();
        builder.AddRedis("cache").WithImage("no-such-image", "none").WithImageRegistry("127.0.0.1:9");
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.HealthyAsync("cache");

        await app.LineAsync("cache", "Runs as a process of this machine, not as a container: the image '127.0.0.1:9/no-such-image:none' could not be pulled: ");
        Assert.StartsWith("redis-server", app.Property("cache", "resource.source"), StringComparison.Ordinal);
        Assert.Empty(app.ContainerId("cache"));
    }

    [Fact]
    public async Task Told_to_be_a_container_it_does_not_start_without_its_image()
    {
        await Engine.RequireAsync();
        var builder = ContainerApplication.CreateBuilder();
        builder.AddRedis("cache").WithImage("no-such-image", "none").WithImageRegistry("127.0.0.1:9").RunAsContainer();
        builder.AddRedis("never").WithImage("no-such-image", "none").WithImagePullPolicy(ImagePullPolicy.Never).RunAsContainer();
        await using var app = await ContainerApplication.StartAsync(builder);

        await FailsAsync(app, "cache", "the image '127.0.0.1:9/no-such-image:none' could not be pulled: ");
        await FailsAsync(app, "never", "the image 'docker.io/no-such-image:none' is not on this machine, and its pull policy is Never. ");
    }

    [Fact]
    public async Task The_setting_decides_and_the_resource_wins_over_it()
    {
        await Engine.RequireAsync(Engine.Redis);
        var builder = ContainerApplication.CreateBuilder(("Aspire:LocalServices", "Process"));
        builder.AddRedis("process");
        builder.AddRedis("container").RunAsContainer();
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("process");
        await app.HealthyAsync("container");

        Assert.Empty(app.ContainerId("process"));
        Assert.NotEmpty(app.ContainerId("container"));
        Assert.DoesNotContain(await app.LinesAsync("process"), line => line.Contains("not as a container", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_setting_that_is_none_is_named()
    {
        var builder = ContainerApplication.CreateBuilder(("Aspire:LocalServices", "Sometimes"));
        builder.AddRedis("cache");
        await using var app = await ContainerApplication.StartAsync(builder);

        await FailsAsync(app, "cache", "the setting Aspire:LocalServices is 'Sometimes'. Set it to Auto, Container or Process.");
    }

    [Fact]
    public void A_container_without_a_local_service_cannot_be_a_process()
    {
        var builder = ContainerApplication.CreateBuilder();

        var refused = Assert.Throws<InvalidOperationException>(() => builder.AddContainer("web", "nginx").RunAsProcess());

        Assert.StartsWith("The resource 'web' cannot run as a process: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Always_pulls_even_if_the_image_is_there()
    {
        await Engine.RequireAsync(Engine.Busybox);
        await Engine.AskAsync("tag", Engine.Busybox, "127.0.0.1:9/tagged:1");
        var builder = ContainerApplication.CreateBuilder();
        builder.AddContainer("always", "127.0.0.1:9/tagged", "1").WithImagePullPolicy(ImagePullPolicy.Always).WithArgs("true");
        builder.AddContainer("missing", "127.0.0.1:9/tagged", "1").WithImagePullPolicy(ImagePullPolicy.Missing).WithArgs("true");
        await using var app = await ContainerApplication.StartAsync(builder);

        await FailsAsync(app, "always", "the image '127.0.0.1:9/tagged:1' could not be pulled: ");
        await app.StateAsync("missing", KnownResourceStates.Finished);
    }

    private static async Task FailsAsync(ContainerApplication app, string name, string beginning)
    {
        var failed = await app.StateAsync(name, KnownResourceStates.FailedToStart);
        var reasons = failed.Properties.Select(one => one.Value as string).Where(text => text is not null).ToArray();
        Assert.True(reasons.Any(text => text!.StartsWith(beginning, StringComparison.Ordinal)), $"Not '{beginning}', but:\n{string.Join('\n', reasons)}");
    }
}
