using System.Net;
using System.Text.Json;
using AspireEcs.Graph;
using AspireEcs.Resources;
using AspireEcs.Templates;

namespace AspireEcs.Rehearsal.Network;

/// <summary>Finds who is on the network: everybody that the template puts behind a security group, and two that it does not know.</summary>
internal sealed class NetworkNodes(SystemGraph graph, TemplateDocument template, Func<StoreNode, string> hostOf)
{
    internal const string Internet = "the Internet";
    internal const string Neighbour = "a neighbour in the network";
    internal const string Aws = "AWS";

    private static readonly IPAddress InternetAddress = IPAddress.Parse("198.51.100.10");   // RFC 5737: for examples alone

    private readonly List<NetworkNode> _nodes = [];

    internal IReadOnlyList<NetworkNode> Find()
    {
        foreach (var service in graph.Services)
            AddService(service);
        foreach (var store in graph.Stores)
            Add(store.Name, GroupsOf(store), [store.Port], hostOf(store), store.Backing.Existing?.Cidr);
        if (template.Resources.ContainsKey(NetworkWriter.EndpointGroup))
            Add(Aws, [NetworkWriter.EndpointGroup], [443]);
        Add(Neighbour, [], []);
        _nodes.Add(new NetworkNode(Internet, InternetAddress, [], [80, 443], []));
        return _nodes;
    }

    internal static string BalancerOf(ServiceNode service) => $"the load balancer of {service.Name}";

    private void AddService(ServiceNode service)
    {
        Add(service.Name, Groups(service.Id, "NetworkConfiguration", "AwsvpcConfiguration", "SecurityGroups"), [.. service.Ports.Select(port => port.Number)], service.Name);
        if (service.PublicPort is not null)
            Add(BalancerOf(service), Groups(LoadBalancerWriter.NameOf(service), "SecurityGroups"), graph.Settings.LoadBalancer.Certificate is null ? [80] : [80, 443]);
        foreach (var volume in VolumeWriter.Of(service))
            Add($"the volume {volume}", [$"{volume}SecurityGroup"], [2049]);
    }

    private IReadOnlyList<string> GroupsOf(StoreNode store) => store switch
    {
        { Backing.Existing.SecurityGroup: { } there } => [there],
        { Backing.Existing.Cidr: not null } => [],
        { IsProvisioned: false } => Groups($"{store.Id}Endpoint", "SecurityGroupIds"),
        { Kind: Settings.BackingKind.Redis } => Groups(store.Id, "SecurityGroupIds"),
        { Kind: Settings.BackingKind.Postgres } => Groups(store.Id, "VPCSecurityGroups"),
        _ => Groups(store.Id, "BrokerNodeGroupInfo", "SecurityGroups"),
    };

    private void Add(string name, IReadOnlyList<string> groups, IReadOnlyList<int> ports, string? hostName = null, string? range = null)
    {
        if (_nodes.All(node => node.Name != name))
            _nodes.Add(new NetworkNode(name, Address(range ?? graph.Settings.Network.Cidr), groups, ports, hostName is null ? [] : [hostName]));
    }

    /// <summary>The next address of a range that nobody has: the first ten are AWS's own and the routers'.</summary>
    private IPAddress Address(string range)
    {
        var bytes = IPNetwork.Parse(range).BaseAddress.GetAddressBytes();
        bytes[^1] += (byte)(10 + _nodes.Count);
        return new IPAddress(bytes);
    }

    private IReadOnlyList<string> Groups(string logicalId, params ReadOnlySpan<string> path)
    {
        if (!template.Resources.TryGetValue(logicalId, out var resource))
            return [];
        var value = resource.Properties;
        foreach (var name in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return [];
        }
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().SelectMany(one => one.ValueKind == JsonValueKind.String ? [one.GetString()!] : TemplateReference.In(one).Select(reference => reference.Target))]
            : [];
    }
}
