using System.Text.Json;
using AspireEcs.Templates;

namespace AspireEcs.Plans;

/// <summary>A way that the security groups of a template leave open.</summary>
/// <param name="From">A security group, or an address range, or "anywhere".</param>
/// <param name="To">Likewise.</param>
/// <param name="Ports">Such as <c>6379/tcp</c>, <c>8000-8100/tcp</c> or <c>all</c>.</param>
/// <param name="Ingress">The rule that lets it in, such as the logical id; null where none does: then it is closed.</param>
/// <param name="Egress">The rule that lets it out; null where none does.</param>
internal sealed record SecurityEdge(string From, string To, string Ports, string? Ingress, string? Egress)
{
    private const string Anywhere = "anywhere";

    /// <summary>A rule to this address lets nothing out: it is written so that a group does not get the rule that lets all out.</summary>
    private const string Nowhere = "255.255.255.255/32";

    /// <summary>Whether both ends are security groups of the template, so that both must have a rule.</summary>
    private bool IsInside(TemplateDocument template) => template.Resources.ContainsKey(From) && template.Resources.ContainsKey(To);

    /// <summary>The rule that is missing where one end alone is open.</summary>
    internal string? Missing(TemplateDocument template) => !IsInside(template) ? null : Ingress is null ? "ingress" : Egress is null ? "egress" : null;

    /// <summary>Every edge of a template: rules that are resources, and those within a security group.</summary>
    internal static IReadOnlyList<SecurityEdge> Of(TemplateDocument template)
    {
        var rules = template.Resources.Values.SelectMany(Rules).ToArray();
        return [.. rules
            .Where(rule => rule.To != Nowhere)
            .GroupBy(rule => (rule.From, rule.To, rule.Ports))
            .Select(same => new SecurityEdge(same.Key.From, same.Key.To, same.Key.Ports, same.FirstOrDefault(rule => rule.IsIngress)?.Source, same.FirstOrDefault(rule => !rule.IsIngress)?.Source))
            .OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.To, StringComparer.Ordinal).ThenBy(edge => edge.Ports, StringComparer.Ordinal)];
    }

    private static IEnumerable<Rule> Rules(TemplateResource resource) => resource.Type switch
    {
        "AWS::EC2::SecurityGroupIngress" => [Read(resource.Properties, End(resource.Properties, "GroupId"), resource.LogicalId, isIngress: true)],
        "AWS::EC2::SecurityGroupEgress" => [Read(resource.Properties, End(resource.Properties, "GroupId"), resource.LogicalId, isIngress: false)],
        "AWS::EC2::SecurityGroup" => Inline(resource, "SecurityGroupIngress", true).Concat(Inline(resource, "SecurityGroupEgress", false)),
        _ => [],
    };

    private static IEnumerable<Rule> Inline(TemplateResource group, string property, bool isIngress) =>
        group.Properties.TryGetProperty(property, out var rules) && rules.ValueKind == JsonValueKind.Array
            ? rules.EnumerateArray().Where(rule => rule.ValueKind == JsonValueKind.Object).Select(rule => Read(rule, group.LogicalId, $"{group.LogicalId}.{property}", isIngress))
            : [];

    private static Rule Read(JsonElement rule, string? group, string source, bool isIngress)
    {
        var other = End(rule, isIngress ? "SourceSecurityGroupId" : "DestinationSecurityGroupId")
            ?? End(rule, isIngress ? "SourcePrefixListId" : "DestinationPrefixListId")
            ?? End(rule, "CidrIp") ?? End(rule, "CidrIpv6") ?? "?";
        if (other is "0.0.0.0/0" or "::/0")
            other = Anywhere;
        var own = group ?? "?";
        return isIngress ? new Rule(other, own, PortText(rule), source, true) : new Rule(own, other, PortText(rule), source, false);
    }

    /// <summary>The resource or parameter that a value refers to, else its text.</summary>
    private static string? End(JsonElement rule, string property)
    {
        if (!rule.TryGetProperty(property, out var value))
            return null;
        return TemplateReference.In(value).FirstOrDefault(reference => !reference.IsCondition)?.Target ?? (value.ValueKind == JsonValueKind.String ? value.GetString() : null);
    }

    private static string PortText(JsonElement rule)
    {
        var protocol = End(rule, "IpProtocol") ?? "-1";
        if (protocol == "-1")
            return "all";
        var (from, to) = (Port("FromPort"), Port("ToPort"));
        return from is null ? protocol : from == to || to is null ? $"{from}/{protocol}" : $"{from}-{to}/{protocol}";

        string? Port(string name) => rule.TryGetProperty(name, out var port) ? ValueText.Say(port, []) : null;
    }

    private sealed record Rule(string From, string To, string Ports, string Source, bool IsIngress);
}
