using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>For each edge of the graph one rule that lets out and one that lets in, from security group to security group.</summary>
internal static class EdgeWriter
{
    internal static void Write(Deployment deployment)
    {
        foreach (var edge in deployment.Graph.Edges)
            Write(edge, deployment);
        foreach (var service in deployment.Graph.Services)
            WriteWayToAws(service, deployment);
    }

    /// <summary>The names of the rules of an edge.</summary>
    internal static (string Egress, string Ingress) NamesOf(Edge edge)
    {
        var port = edge.To is ServiceNode ? $"{edge.Port}" : "";
        return ($"{edge.From.Id}To{edge.To.Id}{port}", $"{edge.To.Id}From{edge.From.Id}{port}");
    }

    private static void Write(Edge edge, Deployment deployment)
    {
        var (egress, ingress) = NamesOf(edge);
        var description = $"{edge.From.Name} calls {edge.To.Name}";
        switch (edge.To)
        {
            case ServiceNode service:
                Pair(deployment.Template, egress, ingress, Group(edge.From.SecurityGroup), () => Group(service.SecurityGroup)(), edge.Port, description);
                break;
            case StoreNode { Backing.Existing.SecurityGroup: { } existing }:
                Pair(deployment.Template, egress, ingress, Group(edge.From.SecurityGroup), () => JsonValue.Create(existing), edge.Port, description);
                break;
            case StoreNode { Backing.Existing.Cidr: { } range }:
                var properties = Rule(edge.Port, description);
                properties["GroupId"] = Group(edge.From.SecurityGroup)();
                properties["CidrIp"] = range;
                deployment.Template.Resource(egress, "AWS::EC2::SecurityGroupEgress", properties);
                deployment.Notes.Remark($"{edge.To.Name} is in a peered network ({range}): who keeps it must let port {edge.Port} in.");
                break;
            case StoreNode store:
                Pair(deployment.Template, egress, ingress, Group(edge.From.SecurityGroup), Group(store.SecurityGroup), edge.Port, description);
                break;
        }
    }

    /// <summary>Images, secrets and logs: by the endpoints in the network, or by NAT where there are none.</summary>
    private static void WriteWayToAws(ServiceNode service, Deployment deployment)
    {
        const int Https = 443;
        if (deployment.Network.EndpointGroup is { } endpoints)
        {
            Pair(deployment.Template, $"{service.Id}ToAws", $"AwsFrom{service.Id}", Group(service.SecurityGroup), Group(endpoints), Https, $"{service.Name} reaches AWS");
            return;
        }
        var properties = Rule(Https, $"{service.Name} reaches AWS and registries");
        properties["GroupId"] = Group(service.SecurityGroup)();
        properties["CidrIp"] = "0.0.0.0/0";
        deployment.Template.Resource($"{service.Id}ToAws", "AWS::EC2::SecurityGroupEgress", properties);
    }

    internal static void Pair(TemplateBuilder template, string egress, string ingress, Func<JsonNode> from, Func<JsonNode> to, int port, string description)
    {
        var outwards = Rule(port, description);
        outwards["GroupId"] = from();
        outwards["DestinationSecurityGroupId"] = to();
        template.Resource(egress, "AWS::EC2::SecurityGroupEgress", outwards);

        var inwards = Rule(port, description);
        inwards["GroupId"] = to();
        inwards["SourceSecurityGroupId"] = from();
        template.Resource(ingress, "AWS::EC2::SecurityGroupIngress", inwards);
    }

    internal static Func<JsonNode> Group(string logicalId) => () => Cfn.GetAtt(logicalId, "GroupId");

    private static JsonObject Rule(int port, string description) => new() { ["IpProtocol"] = "tcp", ["FromPort"] = port, ["ToPort"] = port, ["Description"] = description };
}
