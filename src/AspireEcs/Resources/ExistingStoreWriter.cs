using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>The way to a server that is there: an endpoint of PrivateLink, with its name, where the settings ask for one.</summary>
internal static class ExistingStoreWriter
{
    internal static void Write(StoreNode store, Deployment deployment)
    {
        if (store.Backing.Existing is not { PrivateLink: { } service, Host: { } host })
            return;

        var template = deployment.Template;
        deployment.Network.SecurityGroup(template, store.SecurityGroup, $"endpoint of {store.Name}");
        template.Resource($"{store.Id}Endpoint", "AWS::EC2::VPCEndpoint", new()
        {
            ["VpcId"] = deployment.Network.Vpc(),
            ["ServiceName"] = service,
            ["VpcEndpointType"] = "Interface",
            ["SubnetIds"] = deployment.Network.PrivateSubnets(),
            ["SecurityGroupIds"] = Cfn.List(Cfn.GetAtt(store.SecurityGroup, "GroupId")),
        });

        // Brokers are asked for by names of their own beside the bootstrap server's: all of them lead to the endpoint.
        var domain = host[(host.IndexOf('.') + 1)..];
        template.Resource($"{store.Id}Zone", "AWS::Route53::HostedZone", new()
        {
            ["Name"] = domain,
            ["VPCs"] = Cfn.List(new JsonObject { ["VPCId"] = deployment.Network.Vpc(), ["VPCRegion"] = Cfn.Ref("AWS::Region") }),
        });
        template.Resource($"{store.Id}Names", "AWS::Route53::RecordSet", new()
        {
            ["HostedZoneId"] = Cfn.Ref($"{store.Id}Zone"),
            ["Name"] = $"*.{domain}",
            ["Type"] = "CNAME",
            ["TTL"] = "60",
            // The first entry is "zone id:name" of the endpoint in all its zones.
            ["ResourceRecords"] = Cfn.List(new JsonObject
            {
                ["Fn::Select"] = Cfn.List(1, new JsonObject { ["Fn::Split"] = Cfn.List(":", new JsonObject { ["Fn::Select"] = Cfn.List(0, Cfn.GetAtt($"{store.Id}Endpoint", "DnsEntries")) }) }),
            }),
        });
    }
}
