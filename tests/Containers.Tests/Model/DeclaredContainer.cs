using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Containers.Tests.Running;

namespace Containers.Tests.Model;

/// <summary>A container of which everything is declared that an AppHost can declare. It is started once for all tests.</summary>
public sealed class DeclaredContainer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aspire-declared-");
    private ContainerApplication? _app;

    public string Folder => _folder.FullName;

    /// <summary>The name that is given to the container.</summary>
    public string Name { get; } = $"declared-{Guid.NewGuid():N}";

    public int Port { get; } = FreePort();

    public async ValueTask InitializeAsync()
    {
        if (!await Engine.AnswersAsync(Engine.Busybox))
        {
            return; // Each test says so.
        }

        var builder = ContainerApplication.CreateBuilder();
        builder.AddContainer("declared", "another", "other")
            .WithImage("library/busybox")
            .WithImageTag("1.36")
            .WithImageRegistry("docker.io")
            .WithImagePullPolicy(ImagePullPolicy.Never)
            .WithContainerName(Name)
            .WithEntrypoint("/bin/sh")
            .WithArgs("-c", "exec sleep 1000")
            .WithEnvironment("GREETING", "good day")
            .WithBindMount(Folder, "/bound")
            .WithBindMount(Folder, "/read", isReadOnly: true)
            .WithVolume("/anonymous")
            .WithVolume("declared", "/named")
            .WithVolume("declared-read", "/kept", isReadOnly: true)
            .WithContainerRuntimeArgs("--hostname", "host.example")
            .WithContainerRuntimeArgs(context => context.Args.Add("--stop-signal=KILL"))
            .WithContainerNetworkAlias("alias")
            .WithLifetime(ContainerLifetime.Session)
            .WithEndpoint(port: Port, targetPort: 7000, name: "fixed", isProxied: false)
            .WithHttpEndpoint(targetPort: 8080)
            .WithEndpoint("datagrams", endpoint => (endpoint.TargetPort, endpoint.Protocol) = (9000, ProtocolType.Udp));
        _app = await ContainerApplication.StartAsync(builder);
        await _app.StateAsync("declared", KnownResourceStates.Running);
    }

    public async Task<string> InspectAsync(string format)
    {
        await Engine.RequireAsync(Engine.Busybox);
        return await Engine.AskAsync("inspect", "--format", format, _app!.ContainerId("declared"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
