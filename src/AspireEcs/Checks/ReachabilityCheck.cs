using System.Text.Json;
using AspireEcs.Plans;
using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>Every edge of the graph is open at both ends, and nothing else is.</summary>
internal static class ReachabilityCheck
{
    // The rule of a security group that lets nothing out; without any EC2 lets everything out.
    private const string Nowhere = "255.255.255.255/32";

    internal static IEnumerable<Finding> Of(CheckedStack stack)
    {
        var expected = ExpectedEdges.Of(stack.Graph).DistinctBy(edge => edge.Key).ToDictionary(edge => edge.Key);
        var open = SecurityEdge.Of(stack.Template).Where(edge => edge.To != Nowhere).ToDictionary(edge => (edge.From, edge.To, edge.Ports));
        return Closed(expected.Values, open).Concat(open.Values.Where(edge => !expected.ContainsKey((edge.From, edge.To, edge.Ports))).Select(TooOpen)).Concat(Outwards(stack));
    }

    private static IEnumerable<Finding> Closed(IEnumerable<ExpectedEdge> expected, Dictionary<(string, string, string), SecurityEdge> open)
    {
        foreach (var edge in expected)
        {
            var there = open.GetValueOrDefault(edge.Key);
            if (edge.HasEgress && there?.Egress is null)
                yield return new Finding("edge-egress", $"Resources.{edge.From}", $"Nothing lets port {edge.Port} out to {edge.To}, and {edge.Why}.", "Add the SecurityGroupEgress, or synthesise the template again.");
            if (edge.HasIngress && there?.Ingress is null)
                yield return new Finding("edge-ingress", $"Resources.{edge.To}", $"Nothing lets port {edge.Port} in from {edge.From}, and {edge.Why}.", "Add the SecurityGroupIngress, or synthesise the template again.");
        }
    }

    private static Finding TooOpen(SecurityEdge edge)
    {
        var path = $"Resources.{edge.Ingress ?? edge.Egress}";
        var other = edge.Ingress is null ? edge.To : edge.From;
        var way = $"{edge.From} may reach {edge.To} on {edge.Ports}";
        if (other == "anywhere")
            return new Finding("rule-anywhere", path, $"{way}: the whole Internet.", "Take the rule out: the load balancer's 80 and 443 alone are for everybody.");
        if (edge.Ports == "all" || edge.Ports.Contains('-', StringComparison.Ordinal))
            return new Finding("rule-ports", path, $"{way}: more than one port.", "Open the one port of the edge.");
        return other.Contains('/', StringComparison.Ordinal)
            ? new Finding("rule-range", path, $"{way}: whoever has an address in the range.", "Open it to a security group.")
            : new Finding("rule-no-edge", path, $"{way}, and the manifest has no such reference.", "Take the rule out, or add the reference in the AppHost (WithReference).");
    }

    private static IEnumerable<Finding> Outwards(CheckedStack stack) =>
        from @group in stack.All(SecurityGroup)
        where @group.Properties.At("SecurityGroupEgress").ValueKind == JsonValueKind.Undefined
        select Finding.In(@group, "SecurityGroupEgress", "rule-outwards", "Without a rule of its own a security group lets everything out.", "Give it the rule that leads nowhere, and rules for its edges.");
}
