using System.Text.Json.Nodes;
using AspireEcs.Aws;
using AspireEcs.Graph;

namespace AspireEcs.Rehearsal.Stack;

/// <summary>What the settings say to be there already: a network, a cluster, a certificate, security groups. It is made in moto first, which names it as it likes.</summary>
internal sealed class ExistingParts(AwsClient aws, SystemGraph graph)
{
    private const string Stack = "already-there";
    private const string Network = nameof(Network);

    private readonly JsonObject _resources = [];
    private readonly Dictionary<string, string> _logicalIds = new(StringComparer.Ordinal);

    /// <summary>Makes them.</summary>
    /// <returns>The template with moto's identifiers in place of those of the settings.</returns>
    internal async Task<string> MakeAsync(string template, CancellationToken cancel)
    {
        Describe();
        var made = _resources.Count == 0 ? new Dictionary<string, string>() : await StackAsync(cancel);
        if (graph.Settings.LoadBalancer.Certificate is { } certificate)
            made[certificate] = await CertificateAsync(cancel);
        return made.Aggregate(template, (text, part) => text.Replace($"\"{part.Key}\"", $"\"{part.Value}\"", StringComparison.Ordinal));
    }

    private void Describe()
    {
        var network = graph.Settings.Network;
        if (network.Vpc is { } vpc)
        {
            Add(vpc, Network, "AWS::EC2::VPC", new() { ["CidrBlock"] = network.Cidr });
            foreach (var (index, subnet) in network.PublicSubnets.Concat(network.PrivateSubnets).Concat(network.IsolatedSubnets).Distinct().Index())
                Add(subnet, $"Subnet{index}", "AWS::EC2::Subnet", new() { ["VpcId"] = Ref(Network), ["CidrBlock"] = Range(network.Cidr, index), ["AvailabilityZone"] = $"{aws.Region}{(char)('a' + index % 2)}" });
        }
        foreach (var (index, group) in graph.Stores.Select(store => store.Backing.Existing?.SecurityGroup).OfType<string>().Distinct().Index())
            Add(group, $"Group{index}", "AWS::EC2::SecurityGroup", new() { ["GroupDescription"] = group, ["VpcId"] = network.Vpc is null ? null : Ref(Network) });
        if (graph.Settings.Cluster.Existing is { } cluster)
            Add(cluster, "Cluster", "AWS::ECS::Cluster", new() { ["ClusterName"] = cluster });
    }

    private void Add(string identifier, string logicalId, string type, JsonObject properties)
    {
        foreach (var absent in properties.Where(property => property.Value is null).Select(property => property.Key).ToList())
            properties.Remove(absent);
        _resources[logicalId] = new JsonObject { ["Type"] = type, ["Properties"] = properties };
        _logicalIds[identifier] = logicalId;
    }

    private async Task<Dictionary<string, string>> StackAsync(CancellationToken cancel)
    {
        var cloudFormation = new CloudFormation(aws);
        var template = new JsonObject { ["Resources"] = _resources }.ToJsonString();
        await cloudFormation.CreateChangeSetAsync(Stack, Stack, ("TemplateBody", template), new Dictionary<string, string?>(), isNew: true, cancel);
        await cloudFormation.ExecuteChangeSetAsync(Stack, Stack, cancel);
        var ids = await cloudFormation.ResourcesAsync(Stack, cancel);
        return _logicalIds.ToDictionary(part => part.Key, part => ids[part.Value]);
    }

    private async Task<string> CertificateAsync(CancellationToken cancel) =>
        (await aws.JsonAsync(new AwsOperation("acm", "RequestCertificate", "acm:RequestCertificate"), "CertificateManager", new JsonObject { ["DomainName"] = "rehearsal.example.com" }, cancel)).GetProperty("CertificateArn").GetString()!;

    /// <summary>A part of a range for each subnet.</summary>
    private static string Range(string all, int index)
    {
        var bytes = System.Net.IPNetwork.Parse(all).BaseAddress.GetAddressBytes();
        bytes[2] += (byte)index;
        return $"{new System.Net.IPAddress(bytes)}/24";
    }

    private static JsonObject Ref(string logicalId) => Templates.Cfn.Ref(logicalId);
}
