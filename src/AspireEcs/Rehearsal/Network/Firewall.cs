using System.Text;

namespace AspireEcs.Rehearsal.Network;

/// <summary>Security groups as rules of iptables: nothing passes but what a rule opens, and the answers to it.</summary>
internal static class Firewall
{
    private const string Everybody = "0.0.0.0/0";

    /// <summary>The rules of a node, as <c>iptables-restore</c> reads them.</summary>
    internal static string Of(NetworkNode node, IReadOnlyList<NetworkNode> all, SecurityRules rules)
    {
        var text = new StringBuilder("""
            *filter
            :INPUT DROP [0:0]
            :FORWARD DROP [0:0]
            :OUTPUT DROP [0:0]
            -A INPUT -i lo -j ACCEPT
            -A OUTPUT -o lo -j ACCEPT
            -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
            -A OUTPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT

            """);
        if (node.IsStranger)
            text.Append("-A INPUT -j ACCEPT\n-A OUTPUT -j ACCEPT\n");
        if (node.Groups.Any(rules.OpenOutwards.Contains))
            text.Append("-A OUTPUT -j ACCEPT\n");
        foreach (var rule in rules.Rules)
        {
            if (rule.IsEgress && node.Groups.Contains(rule.From))
                text.AppendJoin("", Ranges(rule.To, all).Select(range => $"-A OUTPUT -p tcp -d {range} --dport {Ports(rule)} -j ACCEPT\n"));
            if (rule.IsIngress && node.Groups.Contains(rule.To))
                text.AppendJoin("", Ranges(rule.From, all).Select(range => $"-A INPUT -p tcp -s {range} --dport {Ports(rule)} -j ACCEPT\n"));
        }
        return text.Append("COMMIT\n").ToString();
    }

    private static IEnumerable<string> Ranges(string end, IReadOnlyList<NetworkNode> all) =>
        end == SecurityRules.Anywhere ? [Everybody]
        : System.Net.IPNetwork.TryParse(end, out _) ? [end]
        : all.Where(node => node.Groups.Contains(end)).Select(node => $"{node.Address}/32");

    private static string Ports(SecurityRules.Rule rule) => rule.Ports.First > rule.Ports.Last ? "0" : $"{rule.Ports.First}:{rule.Ports.Last}";
}
