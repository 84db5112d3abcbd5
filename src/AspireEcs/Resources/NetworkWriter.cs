using System.Net;
using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>
/// A network in three layers: public for load balancers, private for tasks, isolated for servers. Tasks reach AWS through
/// endpoints in the network; a NAT gateway is there only for images of foreign registries.
/// </summary>
internal sealed class NetworkWriter(SystemGraph graph, TemplateBuilder template)
{
    private const string Vpc = "Vpc";
    internal const string EndpointGroup = "EndpointsSecurityGroup";

    private static readonly string[] Endpoints = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "s3"];

    private string[] Zones => [.. Enumerable.Range(0, graph.Settings.Network.Zones).Select(zone => $"{(char)('A' + zone)}")];

    /// <summary>Somebody is called from outside, or calls out.</summary>
    private bool IsPublic => graph.NeedsInternet || !graph.Settings.LoadBalancer.Internal && graph.Services.Any(service => service.PublicPort is not null);

    private bool HasServers => graph.Stores.Any(store => store.IsProvisioned) || graph.Services.Any(service => service.Source.Volumes.Count > 0);

    internal Network Write()
    {
        if (graph.Settings.Network.Vpc is not null)
            return Existing();

        template.Resource(Vpc, "AWS::EC2::VPC", new()
        {
            ["CidrBlock"] = graph.Settings.Network.Cidr,
            ["EnableDnsHostnames"] = true,
            ["EnableDnsSupport"] = true,
            ["Tags"] = Tags.Named("network"),
        });
        var ranges = SubnetRanges();
        for (var zone = 0; zone < Zones.Length; zone++)
        {
            if (IsPublic)
                Subnet("Public", zone, ranges[zone]);
            Subnet("Private", zone, ranges[Zones.Length + zone]);
            if (HasServers)
                Subnet("Isolated", zone, ranges[2 * Zones.Length + zone]);
        }
        var network = new Network
        {
            Vpc = () => Cfn.Ref(Vpc),
            PublicSubnets = () => Subnets("Public"),
            PrivateSubnets = () => Subnets("Private"),
            IsolatedSubnets = () => Subnets("Isolated"),
            EndpointGroup = graph.NeedsInternet || graph.Services.Count == 0 ? null : EndpointGroup,
        };
        if (IsPublic)
            InternetGateway();
        if (graph.NeedsInternet)
            NatGateways();
        else if (graph.Services.Count > 0)
            WriteEndpoints(network);
        return network;
    }

    private Network Existing()
    {
        var settings = graph.Settings.Network;
        return new Network
        {
            Vpc = () => JsonValue.Create(settings.Vpc)!,
            PublicSubnets = () => Names(settings.PublicSubnets),
            PrivateSubnets = () => Names(settings.PrivateSubnets),
            IsolatedSubnets = () => Names(settings.IsolatedSubnets),
        };

        static JsonArray Names(string[] names) => Cfn.List(names.Select(name => (JsonNode?)name));
    }

    private void Subnet(string layer, int zone, string range)
    {
        var id = $"{layer}Subnet{Zones[zone]}";
        template.Resource(id, "AWS::EC2::Subnet", new()
        {
            ["VpcId"] = Cfn.Ref(Vpc),
            ["CidrBlock"] = range,
            ["AvailabilityZone"] = Cfn.Zone(zone),
            ["MapPublicIpOnLaunch"] = false,
            ["Tags"] = Tags.Named($"{layer.ToLowerInvariant()} {Zones[zone]}"),
        });
        template.Resource($"{id}Routes", "AWS::EC2::RouteTable", new() { ["VpcId"] = Cfn.Ref(Vpc), ["Tags"] = Tags.Named($"{layer.ToLowerInvariant()} {Zones[zone]}") });
        template.Resource($"{id}RoutesAssociation", "AWS::EC2::SubnetRouteTableAssociation", new() { ["SubnetId"] = Cfn.Ref(id), ["RouteTableId"] = Cfn.Ref($"{id}Routes") });
    }

    private void InternetGateway()
    {
        template.Resource("InternetGateway", "AWS::EC2::InternetGateway", new() { ["Tags"] = Tags.Named("network") });
        template.Resource("InternetGatewayAttachment", "AWS::EC2::VPCGatewayAttachment", new() { ["VpcId"] = Cfn.Ref(Vpc), ["InternetGatewayId"] = Cfn.Ref("InternetGateway") });
        foreach (var zone in Zones)
        {
            template.Resource($"PublicSubnet{zone}Internet", "AWS::EC2::Route", new()
            {
                ["RouteTableId"] = Cfn.Ref($"PublicSubnet{zone}Routes"),
                ["DestinationCidrBlock"] = "0.0.0.0/0",
                ["GatewayId"] = Cfn.Ref("InternetGateway"),
            })["DependsOn"] = "InternetGatewayAttachment";
        }
    }

    private void NatGateways()
    {
        foreach (var zone in Zones)
        {
            template.Resource($"NatAddress{zone}", "AWS::EC2::EIP", new() { ["Domain"] = "vpc", ["Tags"] = Tags.Named($"nat {zone}") })["DependsOn"] = "InternetGatewayAttachment";
            template.Resource($"NatGateway{zone}", "AWS::EC2::NatGateway", new()
            {
                ["AllocationId"] = Cfn.GetAtt($"NatAddress{zone}", "AllocationId"),
                ["SubnetId"] = Cfn.Ref($"PublicSubnet{zone}"),
                ["Tags"] = Tags.Named($"nat {zone}"),
            });
            template.Resource($"PrivateSubnet{zone}Internet", "AWS::EC2::Route", new()
            {
                ["RouteTableId"] = Cfn.Ref($"PrivateSubnet{zone}Routes"),
                ["DestinationCidrBlock"] = "0.0.0.0/0",
                ["NatGatewayId"] = Cfn.Ref($"NatGateway{zone}"),
            });
        }
    }

    private void WriteEndpoints(Network network)
    {
        network.SecurityGroup(template, EndpointGroup, "endpoints of AWS");
        foreach (var service in Endpoints)
        {
            template.Resource($"{LogicalId.Of(service.Replace('.', '-'))}Endpoint", "AWS::EC2::VPCEndpoint", new()
            {
                ["VpcId"] = Cfn.Ref(Vpc),
                ["ServiceName"] = Cfn.Sub($"com.amazonaws.${{AWS::Region}}.{service}"),
                ["VpcEndpointType"] = "Interface",
                ["PrivateDnsEnabled"] = true,
                // ECR's layers lie in S3, under its public name.
                ["DnsOptions"] = service == "s3" ? new JsonObject { ["PrivateDnsOnlyForInboundResolverEndpoint"] = "AllResolvers" } : null,
                ["SubnetIds"] = Subnets("Private"),
                ["SecurityGroupIds"] = Cfn.List(Cfn.GetAtt(EndpointGroup, "GroupId")),
            });
        }
    }

    private JsonArray Subnets(string layer) => Cfn.List(Zones.Select(zone => (JsonNode?)Cfn.Ref($"{layer}Subnet{zone}")));

    /// <summary>Sixteen equal parts of the range, of which nine are used at most.</summary>
    private string[] SubnetRanges()
    {
        const int Parts = 4;   // bits
        if (!IPNetwork.TryParse(graph.Settings.Network.Cidr, out var network) || network.PrefixLength is < 16 or > 24)
            throw new RefusedException("settings-cidr", "network.cidr", $"'{graph.Settings.Network.Cidr}' is no range that a network can be cut from.", "Use a private range of /16 to /24, such as 10.0.0.0/16.");
        var bytes = network.BaseAddress.GetAddressBytes();
        var start = (uint)(bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3]);
        var length = network.PrefixLength + Parts;
        return [.. Enumerable.Range(0, 1 << Parts).Select(part => Text(start + ((uint)part << (32 - length)), length))];

        static string Text(uint address, int length) => $"{address >> 24}.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}/{length}";
    }
}
