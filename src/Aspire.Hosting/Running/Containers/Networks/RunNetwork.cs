using System.Net;

namespace Aspire.Hosting.Running.Containers.Networks;

/// <summary>A network that containers of the application share.</summary>
/// <param name="Name">Its name in the engine.</param>
/// <param name="Gateway">
/// The address by which its containers reach this machine; <see langword="null"/> where the engine runs in a virtual machine, which
/// hands connections to the host's name on to this machine's localhost by itself.
/// </param>
internal sealed record RunNetwork(string Name, IPAddress? Gateway)
{
}
