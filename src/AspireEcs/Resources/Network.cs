using System.Text.Json.Nodes;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>Where things lie.</summary>
internal sealed class Network
{
    internal required Func<JsonNode> Vpc { get; init; }

    /// <summary>For load balancers.</summary>
    internal required Func<JsonArray> PublicSubnets { get; init; }

    /// <summary>For tasks: no address of their own in the Internet.</summary>
    internal required Func<JsonArray> PrivateSubnets { get; init; }

    /// <summary>For servers: no route out of the network.</summary>
    internal required Func<JsonArray> IsolatedSubnets { get; init; }

    /// <summary>The security group of the endpoints of ECR, Secrets Manager and CloudWatch Logs; null where tasks reach AWS by a NAT gateway.</summary>
    internal string? EndpointGroup { get; init; }

    /// <summary>A security group from which nothing goes out until an edge says so.</summary>
    internal void SecurityGroup(TemplateBuilder template, string logicalId, string description) => template.Resource(logicalId, "AWS::EC2::SecurityGroup", new()
    {
        ["GroupDescription"] = description,
        ["VpcId"] = Vpc(),
        // Without a rule EC2 lets everything out; this one leads nowhere.
        ["SecurityGroupEgress"] = Cfn.List(new JsonObject { ["IpProtocol"] = "icmp", ["FromPort"] = 252, ["ToPort"] = 86, ["CidrIp"] = "255.255.255.255/32", ["Description"] = "Nothing goes out" }),
        ["Tags"] = Tags.Named(description),
    });
}

/// <summary>Tags that say in the console what something is.</summary>
internal static class Tags
{
    internal static JsonArray Named(string name) => Cfn.List(Cfn.KeyValue("Name", Cfn.Sub($"${{AWS::StackName}} {Cfn.Verbatim(name)}")));
}
