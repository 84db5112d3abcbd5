using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>Podman.</summary>
internal sealed class PodmanDialect : EngineDialect
{
    public override string Name => "podman";

    public override string HostName => "host.containers.internal";

    public override Version OldestVersion { get; } = new(4, 0);

    public override string AccessRemedy => "Run as a user who may, with a home folder that this user can write to.";

    // "version" answers even where no container can be run.
    public override IReadOnlyList<string> ProbeCommand { get; } = ["info", "--format", "{{json .}}"];

    // By itself it asks them to end first, and waits.
    public override IReadOnlyList<string> RemoveCommand { get; } = ["rm", "-f", "-v", "-t", "0"];

    // By itself it gives all files to the user of the container.
    public override IReadOnlyList<string> UnpackCommand { get; } = ["cp", "-a=false", "-"];

    public override string GatewayFormat => "{{range .Subnets}}{{.Gateway}} {{end}}";

    public override string? ReadVersion(JsonElement answer) => Text(answer, "version", "Version");

    public override IReadOnlyList<string> EventsCommand(DateTimeOffset since) =>
    [
        "events", "--since", since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "--filter", "type=container", "--filter", "type=network", "--format", "json",
    ];

    public override ContainerEvent? ReadEvent(JsonElement line)
    {
        var id = Text(line, "ID") ?? "";
        return Text(line, "Status") switch
        {
            "died" => new(id, ContainerChange.Died, int.TryParse(Text(line, "ContainerExitCode"), CultureInfo.InvariantCulture, out var code) ? code : 0),
            "pause" => new(id, ContainerChange.Paused),
            "unpause" => new(id, ContainerChange.Unpaused),
            "connect" when id.Length > 0 => new(id, ContainerChange.NetworkConnected, Detail: Text(line, "network")),
            "disconnect" when id.Length > 0 => new(id, ContainerChange.NetworkDisconnected, Detail: Text(line, "network")),
            "health_status" when Text(line, "HealthStatus") is { } health => new(id, ContainerChange.HealthChanged, Detail: health),
            _ => null,
        };
    }

    // The address comes with the first container. Without root's rights the network is not this machine's but the user's own.
    protected override bool IsThisMachine(IPAddress gateway) => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;
}
