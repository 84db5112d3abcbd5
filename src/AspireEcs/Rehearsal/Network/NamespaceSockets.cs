using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AspireEcs.Rehearsal.Network;

/// <summary>Makes sockets within a network namespace, without a process there: a socket stays where it was made.</summary>
internal static partial class NamespaceSockets
{
    private const int NetworkNamespaceKind = 0x40000000;   // CLONE_NEWNET

    /// <param name="name">A namespace that <c>ip netns</c> knows.</param>
    /// <exception cref="IOException">The namespace cannot be entered.</exception>
    internal static Socket Tcp(string name)
    {
        Socket? socket = null;
        IOException? refused = null;
        // setns(2) moves the calling thread alone, so it is one that ends.
        var thread = new Thread(() =>
        {
            using var file = File.OpenHandle($"/run/netns/{name}", share: FileShare.ReadWrite);
            if (Enter(file, NetworkNamespaceKind) == 0)
                socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            else
                refused = new IOException($"The network namespace {name} cannot be entered: {Marshal.GetLastPInvokeErrorMessage()}.");
        });
        thread.Start();
        thread.Join();
        return socket ?? throw refused!;
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int Enter(SafeFileHandle name, int kind);
}
