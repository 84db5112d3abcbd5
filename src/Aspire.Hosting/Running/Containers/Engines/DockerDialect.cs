using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>Docker, and what understands its program and its API.</summary>
internal sealed class DockerDialect : EngineDialect
{
    public override string Name => "docker";

    public override string HostName => KnownHostNames.DockerDesktopHostBridge;

    // The first with "run --pull" and "host-gateway".
    public override Version OldestVersion { get; } = new(20, 10);

    public override string AccessRemedy => "Add the user to the group 'docker', or run as a user who may.";

    public override IReadOnlyList<string> ProbeCommand { get; } = ["version", "--format", "{{json .}}"];

    public override string GatewayFormat => "{{range .IPAM.Config}}{{.Gateway}} {{end}}";

    // podman answers to the name of docker too, and has no server then.
    public override string? ReadVersion(JsonElement answer) => Text(answer, "Server", "Version");

    public override IReadOnlyList<string> EventsCommand(DateTimeOffset since) =>
    [
        "events", "--since", (since.ToUnixTimeMilliseconds() / 1000.0).ToString("F3", CultureInfo.InvariantCulture),
        "--filter", "type=container", "--filter", "type=network", "--format", "{{json .}}",
    ];

    public override ContainerEvent? ReadEvent(JsonElement line)
    {
        const string Health = "health_status: ";
        var container = Text(line, "Actor", "ID") ?? "";
        return (Text(line, "Type"), Text(line, "Action")) switch
        {
            ("container", "die") => new(container, ContainerChange.Died, ExitCode(Text(line, "Actor", "Attributes", "exitCode"))),
            ("container", "oom") => new(container, ContainerChange.OutOfMemory),
            ("container", "pause") => new(container, ContainerChange.Paused),
            ("container", "unpause") => new(container, ContainerChange.Unpaused),
            ("container", { } action) when action.StartsWith(Health, StringComparison.Ordinal) =>
                new(container, ContainerChange.HealthChanged, Detail: action[Health.Length..]),
            ("network", "connect") => Network(ContainerChange.NetworkConnected),
            ("network", "disconnect") => Network(ContainerChange.NetworkDisconnected),
            _ => null,
        };

        ContainerEvent? Network(ContainerChange change) => Text(line, "Actor", "Attributes", "container") is { } id
            ? new(id, change, Detail: Text(line, "Actor", "Attributes", "name"))
            : null;
    }

    protected override bool IsThisMachine(IPAddress gateway)
    {
        using var socket = new Socket(gateway.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(gateway, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int ExitCode(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var code) ? code : -1;
}
