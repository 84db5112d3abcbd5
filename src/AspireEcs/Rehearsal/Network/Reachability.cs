using System.Net;
using System.Net.Sockets;

namespace AspireEcs.Rehearsal.Network;

/// <summary>Tries every way from everybody to everybody, against what the manifest's references ask for.</summary>
internal sealed class Reachability(VirtualNetwork network, SecurityRules wanted, SecurityRules present)
{
    // What a security group closes is dropped without an answer; an open way on one machine answers within a millisecond.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Tries them all at once.</summary>
    internal async Task<ReachabilityResult> TryAsync(CancellationToken cancel)
    {
        List<Socket> listeners = [];
        try
        {
            foreach (var node in network.Nodes)
            {
                foreach (var port in node.Ports)
                    listeners.Add(Listen(node, port));
            }
            var ways = await Task.WhenAll(
                from to in network.Nodes
                from port in to.Ports
                from @from in network.Nodes
                where @from != to
                select TryAsync(@from, to, port, cancel));
            return new ReachabilityResult(ways.Count(way => way.IsOpen), ways.Count(way => !way.IsOpen), [.. ways.Select(way => way.Fault).OfType<string>()]);
        }
        finally
        {
            foreach (var listener in listeners)
                listener.Dispose();
        }
    }

    private Socket Listen(NetworkNode node, int port)
    {
        var socket = network.Socket(node);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);   // the server itself is next at this port
        socket.Bind(new IPEndPoint(IPAddress.Any, port));
        socket.Listen();
        return socket;
    }

    private async Task<(bool IsOpen, string? Fault)> TryAsync(NetworkNode from, NetworkNode to, int port, CancellationToken cancel)
    {
        var isOpen = await IsOpenAsync(from, to, port, cancel);
        var isWanted = wanted.LetsOut(from, to, port) && wanted.LetsIn(from, to, port);
        return (isOpen, isOpen == isWanted ? null : isOpen ? TooOpen(from, to, port) : Closed(from, to, port));
    }

    private async Task<bool> IsOpenAsync(NetworkNode from, NetworkNode to, int port, CancellationToken cancel)
    {
        using var socket = network.Socket(from);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            await socket.ConnectAsync(to.Address, port, limit.Token);
            socket.LingerState = new LingerOption(true, 0);   // no port is left waiting
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string Closed(NetworkNode from, NetworkNode to, int port)
    {
        var missing = (present.LetsOut(from, to, port), present.LetsIn(from, to, port)) switch
        {
            (false, false) => $"nothing lets it out of {Say(from)}, and nothing lets it in to {Say(to)}",
            (false, _) => $"nothing lets it out of {Say(from)} (a SecurityGroupEgress is missing)",
            (_, false) => $"nothing lets it in to {Say(to)} (a SecurityGroupIngress is missing)",
            _ => "its rules are there, and still it is closed",
        };
        return $"{from.Name} cannot reach {to.Name} on port {port}, although the manifest refers to it: {missing}.";
    }

    private static string TooOpen(NetworkNode from, NetworkNode to, int port) =>
        $"{from.Name} reaches {to.Name} on port {port}, and nothing in the manifest asks for that.";

    private static string Say(NetworkNode node) => string.Join(", ", node.Groups);
}

/// <summary>What was found.</summary>
/// <param name="Open">How many ways are open.</param>
/// <param name="Closed">How many are closed.</param>
/// <param name="Faults">A sentence for each that should be the other.</param>
internal sealed record ReachabilityResult(int Open, int Closed, IReadOnlyList<string> Faults);
