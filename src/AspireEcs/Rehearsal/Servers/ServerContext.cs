using System.Net.Sockets;
using AspireEcs.Graph;
using AspireEcs.Rehearsal.Network;
using AspireEcs.Rehearsal.Programs;
using AspireEcs.Rehearsal.Stack;

namespace AspireEcs.Rehearsal.Servers;

/// <summary>What a server is started with.</summary>
/// <param name="Store">The server of the manifest that it stands in for.</param>
/// <param name="Node">Where it stands.</param>
/// <param name="Network">The network.</param>
/// <param name="Stack">What the template made of it.</param>
/// <param name="Secrets">What a user would have given.</param>
/// <param name="Certificate">Under the name that the services know.</param>
/// <param name="Folder">For its files.</param>
internal sealed record ServerContext(StoreNode Store, NetworkNode Node, VirtualNetwork Network, RehearsedStack Stack, SecretValues Secrets, CertificateFiles Certificate, string Folder)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    internal string Address => Node.Address.ToString();

    /// <summary>Starts a server on its node, and returns when it takes connections.</summary>
    /// <exception cref="RehearsalImpossible">It ended, or takes none.</exception>
    internal async Task<RunningProgram> StartAsync(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var running = RunningProgram.Start(Store.Name, Network.Program(Node, program, arguments));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        try
        {
            while (!await IsListeningAsync(limit.Token))
            {
                if (running.Ended.IsCompleted)
                    throw new RehearsalImpossible($"The server for {Store.Name} ended: {string.Join('\n', running.LastLines(5))}");
                await Task.Delay(Pause, limit.Token);
            }
            return running;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            await running.DisposeAsync();
            throw new RehearsalImpossible($"The server for {Store.Name} takes no connection after {Limit.TotalSeconds} s: {string.Join('\n', running.LastLines(5))}");
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    private async Task<bool> IsListeningAsync(CancellationToken cancel)
    {
        using var socket = Network.Socket(Node);
        try
        {
            await socket.ConnectAsync(Node.Address, Store.Port, cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
