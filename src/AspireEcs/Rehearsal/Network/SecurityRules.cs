using AspireEcs.Checks;
using AspireEcs.Plans;

namespace AspireEcs.Rehearsal.Network;

/// <summary>What security groups let out and in, as EC2 reads them: a way is open if one rule lets out at its beginning, and one lets in at its end.</summary>
internal sealed class SecurityRules
{
    internal const string Anywhere = "anywhere";
    private const string AllPorts = "all";

    private SecurityRules(IEnumerable<Rule> rules, IEnumerable<string> openOutwards)
    {
        Rules = [.. rules];
        OpenOutwards = openOutwards.ToHashSet(StringComparer.Ordinal);
    }

    internal IReadOnlyList<Rule> Rules { get; }

    /// <summary>Groups that let everything out, because nothing in them says otherwise.</summary>
    internal IReadOnlySet<string> OpenOutwards { get; }

    /// <summary>What a template has.</summary>
    internal static SecurityRules Of(Templates.TemplateDocument template) => new(
        SecurityEdge.Of(template).Select(edge => new Rule(edge.From, edge.To, PortRange.Parse(edge.Ports), edge.Egress is not null, edge.Ingress is not null)),
        template.Resources.Values.Where(resource => resource.Type == ResourceTypes.SecurityGroup && !resource.Properties.TryGetProperty("SecurityGroupEgress", out _)).Select(resource => resource.LogicalId));

    /// <summary>What the references of a manifest ask for.</summary>
    internal static SecurityRules Of(Graph.SystemGraph graph) => new(
        ExpectedEdges.Of(graph).Select(edge => new Rule(edge.From, edge.To, new PortRange(edge.Port, edge.Port), edge.HasEgress, edge.HasIngress)), []);

    internal bool LetsOut(NetworkNode from, NetworkNode to, int port) =>
        from.IsStranger || from.Groups.Any(OpenOutwards.Contains) || Rules.Any(rule => rule.IsEgress && from.Groups.Contains(rule.From) && to.IsMeantBy(rule.To) && rule.Ports.Contains(port));

    internal bool LetsIn(NetworkNode from, NetworkNode to, int port) =>
        to.IsStranger || Rules.Any(rule => rule.IsIngress && to.Groups.Contains(rule.To) && from.IsMeantBy(rule.From) && rule.Ports.Contains(port));

    internal sealed record Rule(string From, string To, PortRange Ports, bool IsEgress, bool IsIngress);

    /// <summary>Ports of TCP, both included.</summary>
    internal readonly record struct PortRange(int First, int Last)
    {
        private const int Highest = 65535;

        /// <param name="text">Such as <c>6379/tcp</c>, <c>8000-8100/tcp</c> or <c>all</c>; another protocol opens no port of TCP.</param>
        internal static PortRange Parse(string text)
        {
            if (text == AllPorts)
                return new(0, Highest);
            if (!text.EndsWith("/tcp", StringComparison.Ordinal))
                return new(1, 0);
            var ports = text[..^"/tcp".Length].Split('-');
            return int.TryParse(ports[0], out var first) && int.TryParse(ports[^1], out var last) ? new(first, last) : new(1, 0);
        }

        internal bool Contains(int port) => port >= First && port <= Last;
    }
}
