using System.Net;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Networks;

/// <summary>Who reaches whom, by which address.</summary>
[Trait("Engine", "podman too")]
public sealed class AddressTests
{
    [Fact]
    public async Task A_container_reaches_another_by_its_name_and_target_port_and_the_host_by_localhost()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        var web = builder.AddWeb("web", "hello").WithContainerNetworkAlias("www");
        builder.AddContainer("visitor", "busybox", "1.36")
            .WithEnvironment("WEB", web.GetEndpoint("http"))
            .WithArgs("sh", "-c", "echo $WEB; wget -qO- $WEB; wget -qO- http://www:8080; wget -qO- http://web.dev.internal:8080")
            .WaitFor(web);
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.StateAsync("visitor", KnownResourceStates.Finished);

        var lines = await app.LinesAsync("visitor");
        Assert.Contains(lines, line => line.EndsWith("http://web:8080", StringComparison.Ordinal));
        Assert.Equal(3, lines.Count(line => line.EndsWith(" hello", StringComparison.Ordinal)));
        Assert.StartsWith("http://localhost:", web.GetEndpoint("http").Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_has_the_address_of_whoever_receives_it()
    {
        await Engine.RequireAsync(Engine.Busybox, Engine.Redis);
        var builder = ContainerApplication.CreateBuilder();
        var cache = builder.AddRedis("cache").RunAsContainer();
        var inside = builder.AddContainer("inside", "busybox", "1.36").WithReference(cache).WithArgs("sh", "-c", "echo $ConnectionStrings__cache and $CACHE_HOST and $CACHE_PORT");
        builder.AddExecutable("outside", "sh", ".", "-c", "echo $ConnectionStrings__cache").WithReference(cache);
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.LineAsync("inside", "cache:6379,password=");
        await app.LineAsync("inside", "and cache and 6379");
        await app.LineAsync("outside", "localhost:");
        Assert.NotNull(inside);
    }

    [Fact]
    public async Task A_container_reaches_a_process_of_the_host_that_listens_on_localhost_alone()
    {
        await Engine.RequireAsync(Engine.Busybox);
        using var server = new LocalhostServer();
        var builder = ContainerApplication.CreateBuilder();
        var process = builder.AddExecutable("process", "sleep", ".", "100").WithHttpEndpoint(port: server.Port, isProxied: false);
        server.Dispose();
        builder.AddContainer("visitor", "busybox", "1.36")
            .WithEnvironment("PROCESS", process.GetEndpoint("http"))
            .WithArgs("sh", "-c", "echo $PROCESS; until wget -qO- $PROCESS; do sleep 0.1; done");
        await using var app = await ContainerApplication.StartAsync(builder);
        using var again = new LocalhostServer(server.Port);

        await app.StateAsync("visitor", KnownResourceStates.Finished);

        await app.LineAsync("visitor", "http://host.");
        await app.LineAsync("visitor", "from the host");
    }

    [Fact]
    public async Task A_container_reaches_a_server_that_runs_as_a_local_service()
    {
        await Engine.RequireAsync(Engine.Redis);
        var builder = ContainerApplication.CreateBuilder();
        var cache = builder.AddRedis("cache").RunAsProcess();
        builder.AddContainer("client", "redis", "8.6").WithReference(cache).WaitFor(cache)
            .WithEntrypoint("/bin/sh")
            .WithArgs("-c", "echo $CACHE_HOST; redis-cli -h $CACHE_HOST -p $CACHE_PORT -a $CACHE_PASSWORD ping");
        await using var app = await ContainerApplication.StartAsync(builder);

        await app.LineAsync("client", "PONG");
        await app.LineAsync("client", "internal");
    }

    [Fact]
    public async Task Nothing_of_the_host_is_opened_for_containers_that_none_asks_for()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var builder = ContainerApplication.CreateBuilder();
        var process = builder.AddExecutable("process", "sleep", ".", "100").WithHttpEndpoint(port: 18473, isProxied: false);
        builder.AddContainer("other", "busybox", "1.36").WithArgs("sleep", "100").WithContainerRuntimeArgs("--stop-signal", "KILL");
        await using var app = await ContainerApplication.StartAsync(builder);
        await app.StateAsync("other", KnownResourceStates.Running);

        Assert.DoesNotContain(
            process.Resource.Annotations.OfType<EndpointAnnotation>().Single().AllAllocatedEndpoints,
            one => one.NetworkID == KnownNetworkIdentifiers.DefaultAspireContainerNetwork && one.Snapshot.IsValueSet);
    }

    [Fact]
    public async Task Two_runs_have_networks_of_their_own()
    {
        await Engine.RequireAsync(Engine.Busybox);
        var networks = new List<string>();
        await using var first = await ContainerApplication.StartAsync(Sleeper());
        await using var second = await ContainerApplication.StartAsync(Sleeper());
        foreach (var app in new[] { first, second })
        {
            await app.StateAsync("sleeper", KnownResourceStates.Running);
            networks.Add(await Engine.AskAsync("inspect", "--format", "{{range $name, $one := .NetworkSettings.Networks}}{{$name}} {{end}}", app.ContainerId("sleeper")));
        }

        Assert.NotEqual(networks[0], networks[1]);

        static IDistributedApplicationBuilder Sleeper()
        {
            var builder = ContainerApplication.CreateBuilder();
            builder.AddContainer("sleeper", "busybox", "1.36").WithArgs("sleep", "100").WithContainerRuntimeArgs("--stop-signal", "KILL");
            return builder;
        }
    }

    /// <summary>Answers every request on 127.0.0.1 with the same words.</summary>
    private sealed class LocalhostServer : IDisposable
    {
        private readonly TcpListener _listener;

        public LocalhostServer(int port = 0)
        {
            _listener = new TcpListener(IPAddress.Loopback, port);
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = AnswerAsync();
        }

        public int Port { get; }

        public void Dispose() => _listener.Dispose();

        private async Task AnswerAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    var stream = client.GetStream();
                    await stream.ReadAtLeastAsync(new byte[1024], 1);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.0 200 OK\r\nContent-Length: 14\r\n\r\nfrom the host\n"));
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
