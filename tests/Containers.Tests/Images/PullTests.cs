using System.Text;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Images;

/// <summary>Where images come from, and when they are pulled, shown with a registry of the tests' own.</summary>
public sealed class PullTests
{
    private static readonly string[] Says = ["-c", "cat /text; sleep 1000"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_state_shows_how_far_a_pull_is_and_the_resource_runs_when_it_is_done()
    {
        await using var image = await HeldImage.ServeAsync("pulled");
        var builder = ContainerApplication.CreateBuilder();
        AddApp(builder, "app", image.Registry);
        await using var app = await ContainerApplication.StartAsync(builder);

        await PullingAsync(app, "app");
        image.Release();

        await app.StateAsync("app", KnownResourceStates.Running);
        await app.LineAsync("app", "pulled");
    }

    [Fact]
    public async Task A_server_that_could_be_a_local_service_shows_how_far_its_pull_is_too()
    {
        await using var image = await HeldImage.ServeAsync("no redis");
        await using var app = await ContainerApplication.StartAsync(WithRedis("cache", image.Registry));

        await PullingAsync(app, "cache");
        image.Release();

        await app.LineAsync("cache", "Runs as a container of ");
    }

    [Fact]
    public async Task A_pull_that_breaks_off_lets_a_server_run_as_a_local_service_that_says_so()
    {
        await using var image = await HeldImage.ServeAsync("lost");
        await using var app = await ContainerApplication.StartAsync(WithRedis("cache", image.Registry));
        await PullingAsync(app, "cache");

        image.Break();

        await app.HealthyAsync("cache");
        await app.LineAsync("cache", $"Runs as a process of this machine, not as a container: the image '{image.Registry.Address}/app:1' could not be pulled: ");
    }

    [Fact]
    public async Task Missing_keeps_what_is_there_and_Always_takes_what_the_registry_has_by_now()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var first = await ServedImage.MakeAsync("first");
        var second = await ServedImage.MakeAsync("second");
        await using var registry = Serve(first);
        var builder = ContainerApplication.CreateBuilder();
        AddApp(builder, "missing", registry).WithImagePullPolicy(ImagePullPolicy.Missing);
        AddApp(builder, "default", registry);
        AddApp(builder, "always", registry).WithImagePullPolicy(ImagePullPolicy.Always);
        await using var app = await ContainerApplication.StartAsync(builder);
        foreach (var name in new[] { "missing", "default", "always" })
        {
            await app.LineAsync(name, "first");
        }

        registry.Push(second);
        foreach (var name in new[] { "missing", "default", "always" })
        {
            await app.Commands.ExecuteCommandAsync(name, KnownResourceCommands.RestartCommand, Cancel);
            await app.StateAsync(name, KnownResourceStates.Running);
            await app.LineAsync(name, name == "always" ? "second" : "first");
            Assert.Equal(name == "always" ? 1 : 0, registry.Pulls(second));
        }
    }

    [Fact]
    public async Task Resources_that_share_an_image_share_its_pull_and_it_is_pulled_once_though_it_is_to_be_pulled_always()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var image = await ServedImage.MakeAsync("no redis");
        await using var alone = Serve(image);
        await Engine.AskAsync("pull", $"{alone.Address}/app:1");
        await Engine.AskAsync("rmi", $"{alone.Address}/app:1");
        var builder = ContainerApplication.CreateBuilder();
        await using var registry = Serve(image);
        foreach (var name in new[] { "one", "two", "three" })
        {
            builder.AddRedis(name).WithImage("app", "1").WithImageRegistry(registry.Address).WithImagePullPolicy(ImagePullPolicy.Always);
        }

        await using var app = await ContainerApplication.StartAsync(builder);
        foreach (var name in new[] { "one", "two", "three" })
        {
            await app.LineAsync(name, "Runs as a container of ");
        }

        Assert.InRange(registry.Asked, 1, alone.Asked); // less, where the engine still has a part of it
    }

    [Fact]
    public async Task A_digest_names_an_image_whatever_its_tag_leads_to_by_now()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var first = await ServedImage.MakeAsync("first");
        await using var registry = Serve(first);
        registry.Push(await ServedImage.MakeAsync("second"));
        var builder = ContainerApplication.CreateBuilder();
        AddApp(builder, "app", registry).WithImageSHA256(first.Digest["sha256:".Length..]);
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.LineAsync("app", "first");
        Assert.Equal($"{registry.Address}/app@{first.Digest}", app.Property("app", "resource.source"));
    }

    [Fact]
    public async Task A_registry_that_wants_a_password_gets_the_one_that_the_engine_has()
    {
        await Engine.RequireAsync(Engine.Busybox);
        await using var registry = new TestRegistry("somebody:let-me-in");
        registry.Push(await ServedImage.MakeAsync("let in"));
        using var program = new EngineProgram().Before("DOCKER_CONFIG=$FOLDER REGISTRY_AUTH_FILE=$FOLDER/config.json; export DOCKER_CONFIG REGISTRY_AUTH_FILE");
        await File.WriteAllTextAsync(
            Path.Join(program.Folder, "config.json"),
            JsonSerializer.Serialize(new { auths = new Dictionary<string, object> { [registry.Address] = new { auth = Convert.ToBase64String(Encoding.ASCII.GetBytes("somebody:let-me-in")) } } }),
            Cancel);
        var builder = ContainerApplication.CreateBuilder();
        AddApp(builder, "app", registry);
        await using var stranger = await ContainerApplication.StartAsync(builder);
        var failed = await stranger.StateAsync("app", KnownResourceStates.FailedToStart);
        Assert.Contains(failed.Properties, one => one.Value is string text && text.StartsWith($"the image '{registry.Address}/app:1' could not be pulled: ", StringComparison.Ordinal));

        builder = program.In(ContainerApplication.CreateBuilder());
        AddApp(builder, "app", registry);
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.LineAsync("app", "let in");
    }

    private static TestRegistry Serve(ServedImage image)
    {
        var registry = new TestRegistry();
        registry.Push(image);
        return registry;
    }

    private static IDistributedApplicationBuilder WithRedis(string name, TestRegistry registry)
    {
        var builder = ContainerApplication.CreateBuilder();
        builder.AddRedis(name).WithImage("app", "1").WithImageRegistry(registry.Address);
        return builder;
    }

    private static IResourceBuilder<ContainerResource> AddApp(IDistributedApplicationBuilder builder, string name, TestRegistry registry) => builder
        .AddContainer(name, "app", "1").WithImageRegistry(registry.Address)
        .WithEntrypoint("/bin/sh").WithArgs(Says).WithContainerRuntimeArgs("--stop-signal", "KILL");

    // Three layers, of which one is held back.
    private static async Task PullingAsync(ContainerApplication app, string name)
    {
        if (Engine.Program == "docker")
        {
            await app.StateAsync(name, "Pulling (2 of 3 layers)");
        }
        else
        {
            await app.StateAsync(name, "Pulling (0 of 3 layers)"); // podman tells what it begins, not what is done, unless it writes to a terminal
        }
    }
}
