using System.Net.Sockets;
using CliWrap;
using CliWrap.Buffered;

namespace AspireEcs.Rehearsal.Network;

/// <summary>A network on this machine alone: a namespace for each node, and one with the switch that joins them. The host's own network has no part in it.</summary>
internal sealed class VirtualNetwork : IAsyncDisposable
{
    private readonly Dictionary<NetworkNode, string> _names;
    private readonly string _switch;

    private VirtualNetwork(IReadOnlyList<NetworkNode> nodes)
    {
        Nodes = nodes;
        _switch = $"{Leftovers.Own}lan";
        _names = nodes.Index().ToDictionary(node => node.Item, node => $"{Leftovers.Own}{node.Index}");
    }

    internal IReadOnlyList<NetworkNode> Nodes { get; }

    /// <exception cref="RehearsalImpossible">This machine lacks something, or forbids it.</exception>
    internal static async Task<VirtualNetwork> CreateAsync(IReadOnlyList<NetworkNode> nodes, SecurityRules rules, string certificate, CancellationToken cancel)
    {
        var network = new VirtualNetwork(nodes);
        try
        {
            await network.BuildAsync(cancel);
            foreach (var node in nodes)
            {
                NamespaceFiles.Write(network.NameOf(node), nodes, certificate);
                await network.ProtectAsync(node, rules, cancel);
            }
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    internal NetworkNode Node(string name) => Nodes.First(node => node.Name == name);

    /// <summary>A socket that calls from a node, or listens there.</summary>
    internal Socket Socket(NetworkNode node) => NamespaceSockets.Tcp(NameOf(node));

    /// <summary>A program that runs on a node: with its address, its rules, and the names and certificates that it knows.</summary>
    internal Command Program(NetworkNode node, string program, params IEnumerable<string> arguments) =>
        Cli.Wrap("ip").WithArguments(["netns", "exec", NameOf(node), program, .. arguments]).WithValidation(CommandResultValidation.None);

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _names.Values.Append(_switch))
            await NamespaceNames.RemoveAsync(name);
    }

    private string NameOf(NetworkNode node) => _names[node];

    private async Task BuildAsync(CancellationToken cancel)
    {
        await IpAsync([], _names.Values.Append(_switch).Select(name => $"netns add {name}"), cancel);
        await IpAsync(["-n", _switch],
            ["link add lan type bridge", "link set lan up", .. Nodes.Index().SelectMany(node => new[]
            {
                $"link add p{node.Index} type veth peer name eth0 netns {NameOf(node.Item)}",
                $"link set p{node.Index} master lan up",
            })], cancel);
        foreach (var node in Nodes)
            await IpAsync(["-n", NameOf(node)], ["link set lo up", $"addr add {node.Address}/32 dev eth0", "link set eth0 up", "route add default dev eth0"], cancel);
    }

    private async Task ProtectAsync(NetworkNode node, SecurityRules rules, CancellationToken cancel) =>
        await RunAsync(Cli.Wrap("ip").WithArguments(["netns", "exec", NameOf(node), FirewallProgram.Find(), "--wait"]).WithStandardInputPipe(PipeSource.FromString(Firewall.Of(node, Nodes, rules))), cancel);

    private static Task IpAsync(IEnumerable<string> options, IEnumerable<string> lines, CancellationToken cancel) =>
        RunAsync(Cli.Wrap("ip").WithArguments([.. options, "-batch", "-"]).WithStandardInputPipe(PipeSource.FromString(string.Join('\n', lines) + "\n")), cancel);

    private static async Task RunAsync(Command command, CancellationToken cancel)
    {
        var done = await command.WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancel);
        if (!done.IsSuccess)
            throw new RehearsalImpossible($"The network of the rehearsal cannot be made: {done.StandardError.Trim()} It takes network namespaces and iptables, as root on Linux.");
    }
}
