using System.Text.Json.Nodes;
using AspireEcs.Aws;
using AspireEcs.Tests.Aws;

namespace AspireEcs.Tests.Deployment;

/// <summary>The network, the cluster and the certificate that settings say to be there already: moto is told of them.</summary>
internal static class ExistingNetwork
{
    private static readonly string[] Groups = ["publicSubnets", "privateSubnets", "isolatedSubnets"];

    /// <summary>Makes them, and writes their identifiers into the settings.</summary>
    internal static async Task<string> MakeAsync(Moto moto, string settings)
    {
        var read = JsonNode.Parse(settings)!;
        var network = read["network"]!;
        var resources = new JsonObject
        {
            ["Network"] = Resource("AWS::EC2::VPC", new() { ["CidrBlock"] = "10.0.0.0/16" }),
            ["Cluster"] = Resource("AWS::ECS::Cluster", new() { ["ClusterName"] = (string)read["cluster"]!["existing"]! }),
        };
        foreach (var (group, index) in Groups.SelectMany(group => network[group]!.AsArray().Select((_, index) => (group, index))))
            resources[Name(group, index)] = Resource("AWS::EC2::Subnet", new() { ["VpcId"] = new JsonObject { ["Ref"] = "Network" }, ["CidrBlock"] = $"10.0.{resources.Count}.0/24", ["AvailabilityZone"] = $"{Moto.Region}{(char)('a' + index)}" });

        using var aws = moto.Client();
        var cloudFormation = new CloudFormation(aws);
        var template = new JsonObject { ["Resources"] = resources }.ToJsonString();
        await cloudFormation.CreateChangeSetAsync("network", "all", ("TemplateBody", template), new Dictionary<string, string?>(), isNew: true, CancellationToken.None);
        await cloudFormation.ExecuteChangeSetAsync("network", "all", CancellationToken.None);
        var made = await cloudFormation.ResourcesAsync("network", CancellationToken.None);

        var certificate = await aws.JsonAsync(new AwsOperation("acm", "RequestCertificate", ""), "CertificateManager", new JsonObject { ["DomainName"] = "shop.example.com" }, CancellationToken.None);
        read["loadBalancer"]!["certificate"] = certificate.GetProperty("CertificateArn").GetString();

        network["vpc"] = made["Network"];
        foreach (var group in Groups)
            network[group] = new JsonArray([.. network[group]!.AsArray().Select((_, index) => JsonValue.Create(made[Name(group, index)]))]);
        return read.ToJsonString();
    }

    private static string Name(string group, int index) => $"{group}{index}";

    private static JsonObject Resource(string type, JsonObject properties) => new() { ["Type"] = type, ["Properties"] = properties };
}
