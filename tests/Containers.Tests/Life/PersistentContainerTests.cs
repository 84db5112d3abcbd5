using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Life;

/// <summary>Containers that outlive the run.</summary>
public sealed class PersistentContainerTests : IAsyncDisposable
{
    private readonly string _name = $"kept-{Guid.NewGuid():N}"[..20];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync() => await Engine.RunAsync("rm", "-f", "-v", _name);

    [Fact]
    public async Task It_goes_on_after_the_run_and_the_next_run_uses_it_though_its_own_ports_are_others()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var (first, _) = await RunAsync("hello");
        Assert.Equal("true", await Engine.AskAsync("inspect", "--format", "{{.State.Running}}", first));

        var (second, lines) = await RunAsync("hello");

        Assert.Equal(first, second);
        Assert.Contains(lines, line => line.Contains("runs already", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_is_another_in_each_run_makes_it_anew()
    {
        await Engine.RequireAsync(Engine.Busybox, Engine.Redis);
        var (first, firstPort, _) = await RunAsync();
        using var taken = new TcpListener(IPAddress.Loopback, firstPort);
        taken.Start();

        var (second, secondPort, lines) = await RunAsync();

        Assert.NotEqual(firstPort, secondPort);
        Assert.DoesNotContain(lines, line => line.Contains("made anew", StringComparison.Ordinal));
        Assert.Equal(first, second);

        async Task<(string Id, int Port, IReadOnlyList<string> Lines)> RunAsync()
        {
            var builder = ContainerApplication.CreateBuilder(
                ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", $"http://localhost:{Random.Shared.Next(10000, 20000)}"),
                ("AppHost:OtlpApiKey", Guid.NewGuid().ToString()),
                ("Parameters:store-password", "kept by the user"));
            var process = builder.AddExecutable("a-process-of-the-host", "sleep", ".", "100").WithHttpEndpoint();
            var store = builder.AddRedis("store").RunAsContainer();
            builder.AddSleeper("kept").WithLifetime(ContainerLifetime.Persistent).WithContainerName(_name)
                .WithEnvironment("PROCESS", process.GetEndpoint("http"))
                .WithReference(store)
                .WithOtlpExporter()
                .WithHttpEndpoint(targetPort: 8080);
            await using var app = await ContainerApplication.StartAsync(builder);
            await app.StateAsync("kept", KnownResourceStates.Running);
            var found = (app.ContainerId("kept"), process.GetEndpoint("http").Port, await app.LinesAsync("kept"));
            await app.StopAsync();
            return found;
        }
    }

    [Fact]
    public async Task It_is_made_anew_when_its_configuration_is_another_and_says_which_part_without_its_value()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var (first, _) = await RunAsync("hello");

        var (second, lines) = await RunAsync("good-bye");

        Assert.NotEqual(first, second);
        Assert.Contains(lines, line => line.EndsWith("is made anew, because this changed: variable SAYS.", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("good-bye", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_was_stopped_is_started_by_the_next_run()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var (first, _) = await RunAsync("hello");
        await Engine.AskAsync("stop", _name);

        var (second, _) = await RunAsync("hello");

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_container_of_its_name_that_is_not_of_the_AppHost_is_left_alone()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var other = await Engine.AskAsync("create", "--name", _name, Engine.Busybox);
        await using var app = await ContainerApplication.StartAsync(Build("hello"));

        var failed = await app.StateAsync("web", KnownResourceStates.FailedToStart);

        Assert.Contains(failed.Properties, one => one.Value is string text && text.StartsWith($"the name '{_name}' belongs to a container that this AppHost did not make.", StringComparison.Ordinal));
        Assert.Equal(other, await Engine.AskAsync("inspect", "--format", "{{.Id}}", _name));
    }

    [Fact]
    public async Task Session_containers_reach_it_by_its_name()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = Build("hello");
        builder.AddContainer("visitor", "busybox", "1.36").WithArgs("sh", "-c", "until wget -qO- http://web:8080; do sleep 0.1; done");
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.LineAsync("visitor", " hello");
    }

    [Fact]
    public async Task Without_proxies_it_is_reached_at_its_target_port_while_the_AppHost_does_not_run()
    {
        await Engine.RequireAsync(Engine.Busybox);
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var builder = ContainerApplication.CreateBuilder();
        var web = builder.AddContainer("web", "busybox", "1.36")
            .WithHttpEndpoint(targetPort: port)
            .WithArgs("sh", "-c", $"mkdir -p /www; echo hello >/www/index.html; exec httpd -f -p {port} -h /www")
            .WithHttpHealthCheck("/")
            .WithLifetime(ContainerLifetime.Persistent).WithContainerName(_name)
            .WithEndpointProxySupport(false);
        await using (var app = await ContainerApplication.StartAsync(builder))
        {
            await app.HealthyAsync("web");
            Assert.Equal(port, web.GetEndpoint("http").Port);
            await app.StopAsync();
        }

        using var client = new HttpClient();
        Assert.Equal("hello\n", await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/"), Cancel));
    }

    [Fact]
    public async Task The_stop_command_stops_it()
    {
        await Engine.RequireAsync(Engine.Busybox);
        await using var app = await ContainerApplication.StartAsync(Build("hello"));
        await app.HealthyAsync("web");

        await app.Commands.ExecuteCommandAsync("web", KnownResourceCommands.StopCommand, Cancel);

        await app.StateAsync("web", KnownResourceStates.Exited);
        Assert.Equal("false", await Engine.AskAsync("inspect", "--format", "{{.State.Running}}", _name));
        await app.Commands.ExecuteCommandAsync("web", KnownResourceCommands.StartCommand, Cancel);
        await app.HealthyAsync("web");
    }

    private IDistributedApplicationBuilder Build(string says)
    {
        var builder = ContainerApplication.CreateBuilder();
        builder.AddWeb("web", says).WithLifetime(ContainerLifetime.Persistent).WithContainerName(_name);
        return builder;
    }

    private async Task<(string Id, IReadOnlyList<string> Lines)> RunAsync(string says)
    {
        var builder = Build(says);
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.HealthyAsync("web");
        using var client = new HttpClient();
        var url = builder.Resources.OfType<ContainerResource>().Single().GetEndpoint("http").Url;
        Assert.Equal(says, (await client.GetStringAsync(new Uri(url), Cancel)).Trim());
        var id = app.ContainerId("web");
        var lines = await app.LinesAsync("web");
        await app.StopAsync();
        return (id, lines);
    }
}
