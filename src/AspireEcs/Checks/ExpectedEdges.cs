using AspireEcs.Graph;
using AspireEcs.Resources;

namespace AspireEcs.Checks;

/// <summary>A way that the template must open; whoever is not in it, one end alone.</summary>
internal sealed record ExpectedEdge(string From, string To, int Port, string Why, bool HasEgress = true, bool HasIngress = true)
{
    internal (string, string, string) Key => (From, To, $"{Port}/tcp");
}

/// <summary>The ways that the graph asks for: its edges, the load balancers, the volumes, and each service's way to AWS. No others are to be open.</summary>
internal static class ExpectedEdges
{
    private const string Anywhere = "anywhere";
    private const int Http = 80;
    private const int Https = 443;
    private const int Nfs = 2049;

    internal static IEnumerable<ExpectedEdge> Of(SystemGraph graph) =>
        graph.Edges.Select(OfEdge).Concat(graph.Services.SelectMany(service => OfService(service, graph)));

    private static ExpectedEdge OfEdge(Edge edge)
    {
        var why = $"{edge.From.Name} calls {edge.To.Name}";
        var from = edge.From.SecurityGroup;
        return edge.To switch
        {
            ServiceNode service => new(from, service.SecurityGroup, edge.Port, why),
            StoreNode { Backing.Existing.SecurityGroup: { } group } => new(from, group, edge.Port, why),
            StoreNode { Backing.Existing.Cidr: { } range } => new(from, range, edge.Port, why, HasIngress: false),
            StoreNode store => new(from, store.SecurityGroup, edge.Port, why),
            _ => throw new InvalidOperationException($"{edge.To} is neither a service nor a store."),
        };
    }

    private static IEnumerable<ExpectedEdge> OfService(ServiceNode service, SystemGraph graph)
    {
        yield return graph.Settings.Network.Vpc is null && !graph.NeedsInternet
            ? new(service.SecurityGroup, NetworkWriter.EndpointGroup, Https, $"{service.Name} reaches AWS")
            : new(service.SecurityGroup, Anywhere, Https, $"{service.Name} reaches AWS", HasIngress: false);
        foreach (var volume in VolumeWriter.Of(service))
            yield return new(service.SecurityGroup, $"{volume}SecurityGroup", Nfs, $"{service.Name} mounts its volume");
        if (service.PublicPort is not { } port)
            yield break;
        var balancer = $"{LoadBalancerWriter.NameOf(service)}SecurityGroup";
        yield return new(balancer, service.SecurityGroup, port.Number, $"the load balancer calls {service.Name}");
        foreach (var range in graph.Settings.LoadBalancer.AllowFrom)
        {
            foreach (var open in graph.Settings.LoadBalancer.Certificate is null ? [Http] : new[] { Http, Https })
                yield return new(range is "0.0.0.0/0" or "::/0" ? Anywhere : range, balancer, open, $"{range} calls {service.Name}", HasEgress: false);
        }
    }
}
