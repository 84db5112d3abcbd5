using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>What one kind of container engine calls and writes otherwise than another.</summary>
internal abstract class EngineDialect
{
    /// <summary>The name of the engine.</summary>
    public abstract string Name { get; }

    /// <summary>By what name a container reaches this machine.</summary>
    public abstract string HostName { get; }

    /// <summary>The oldest version that has what is needed here.</summary>
    public abstract Version OldestVersion { get; }

    /// <summary>What to do where this user may not use the engine.</summary>
    public abstract string AccessRemedy { get; }

    /// <summary>The command that shows whether the engine works, and its version.</summary>
    public abstract IReadOnlyList<string> ProbeCommand { get; }

    /// <summary>The version in the answer to <see cref="ProbeCommand"/>; <see langword="null"/> if it is the answer of another engine.</summary>
    public abstract string? ReadVersion(JsonElement answer);

    /// <summary>The command that tells what happens to containers, from a moment on, one line of JSON for each event.</summary>
    public abstract IReadOnlyList<string> EventsCommand(DateTimeOffset since);

    /// <summary>What a line of the events says; <see langword="null"/> if it is nothing that matters here.</summary>
    public abstract ContainerEvent? ReadEvent(JsonElement line);

    /// <summary>The command that removes containers with their anonymous volumes at once, whether they run or not.</summary>
    public virtual IReadOnlyList<string> RemoveCommand { get; } = ["rm", "-f", "-v"];

    /// <summary>The command that unpacks an archive in a container and leaves owners as they are in it.</summary>
    public virtual IReadOnlyList<string> UnpackCommand { get; } = ["cp", "-"];

    /// <summary>How the address of the network's gateway is asked for.</summary>
    public abstract string GatewayFormat { get; }

    /// <summary>Which of the gateways of a network is this machine; none where the engine runs in a virtual machine.</summary>
    public IPAddress? LocalGateway(string gateways) => gateways.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(text => IPAddress.TryParse(text, out var address) ? address : null)
        .FirstOrDefault(address => address is { AddressFamily: AddressFamily.InterNetwork } && IsThisMachine(address));

    /// <summary>Whether an address that a network was given is one of this machine.</summary>
    protected abstract bool IsThisMachine(IPAddress gateway);

    protected static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
    }
}
