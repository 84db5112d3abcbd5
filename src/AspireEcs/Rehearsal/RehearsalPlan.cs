using AspireEcs.Graph;
using AspireEcs.Rehearsal.Network;
using AspireEcs.Settings;

namespace AspireEcs.Rehearsal;

/// <summary>What of a system runs in a rehearsal, and why the rest does not: an image cannot, and some servers have nobody to stand in for them.</summary>
internal sealed class RehearsalPlan
{
    private readonly Dictionary<string, string> _leftOut = new(StringComparer.OrdinalIgnoreCase);

    internal RehearsalPlan(SystemGraph graph)
    {
        foreach (var store in graph.Stores)
        {
            if (store is { Kind: BackingKind.Kafka, IsProvisioned: true })
                Leave(store, "MSK wants SASL/SCRAM, which the broker that would stand in for it does not speak");
            else if (store.Kind == BackingKind.Other)
                Leave(store, "nothing is known of it but its address");
        }
        foreach (var service in graph.Services.Where(service => service.Source.Project is null))
            Leave(service, "it is an image, and a rehearsal runs projects");
        while (graph.Services.FirstOrDefault(service => Runs(service) && graph.Edges.Any(edge => edge.From == service && !Runs(edge.To))) is { } waiting)
            Leave(waiting, $"it calls {graph.Edges.First(edge => edge.From == waiting && !Runs(edge.To)).To.Name}, which is left out");
        Stores = [.. graph.Stores.Where(Runs)];
        Services = InOrder([.. graph.Services.Where(Runs)], graph);
    }

    internal IReadOnlyList<StoreNode> Stores { get; }

    /// <summary>Whoever is called stands before whoever calls.</summary>
    internal IReadOnlyList<ServiceNode> Services { get; }

    /// <summary>The name, and the reason.</summary>
    internal IReadOnlyDictionary<string, string> LeftOut => _leftOut;

    /// <summary>Who calls a service first: its load balancer, else a service that refers to it; nobody else may.</summary>
    internal static string Caller(ServiceNode service, SystemGraph graph) =>
        service.PublicPort is not null ? NetworkNodes.BalancerOf(service)
        : graph.Edges.FirstOrDefault(edge => edge.To == service)?.From.Name ?? service.Name;

    private bool Runs(Node node) => !_leftOut.ContainsKey(node.Name);

    private void Leave(Node node, string reason) => _leftOut.Add(node.Name, reason);

    private static List<ServiceNode> InOrder(List<ServiceNode> services, SystemGraph graph)
    {
        var ordered = new List<ServiceNode>();
        while (services.Count > 0)
        {
            // Two that call each other have no order: then the manifest's holds.
            var next = services.FirstOrDefault(service => graph.Edges.Where(edge => edge.From == service).All(edge => edge.To is not ServiceNode called || !services.Contains(called))) ?? services[0];
            services.Remove(next);
            ordered.Add(next);
        }
        return ordered;
    }
}
