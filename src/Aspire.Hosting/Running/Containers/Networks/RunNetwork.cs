using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Running.Containers.Networks;

/// <summary>A network that containers of the application share.</summary>
/// <param name="Name">Its name in the engine.</param>
/// <param name="Gateway">
/// The address by which its containers reach this machine; <see langword="null"/> where the engine runs in a virtual machine, which
/// hands connections to the host's name on to this machine's localhost by itself.
/// </param>
internal sealed record RunNetwork(string Name, IPAddress? Gateway)
{
    /// <summary>The first of the gateways that is an address of this machine.</summary>
    public static IPAddress? LocalGateway(string gateways) => gateways.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(text => IPAddress.TryParse(text, out var address) ? address : null)
        .FirstOrDefault(address => address is { AddressFamily: AddressFamily.InterNetwork } && IsOfThisMachine(address));

    private static bool IsOfThisMachine(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
