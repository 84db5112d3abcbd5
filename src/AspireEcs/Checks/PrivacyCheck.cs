using System.Text.Json;
using AspireEcs.Templates;
using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>Tasks have no address in the Internet, and servers have no way there.</summary>
internal static class PrivacyCheck
{
    private static readonly PropertyRule[] Rules =
    [
        new("private-task-address", Service, "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp", value => value.Is("DISABLED"), "Its tasks would have addresses in the Internet.", "Set AssignPublicIp to DISABLED; tasks reach AWS by endpoints or NAT."),
        new("private-database", Database, "PubliclyAccessible", value => value.Is("false"), "The database would have an address in the Internet.", "Set PubliclyAccessible to false."),
        new("private-database-subnets", Database, "DBSubnetGroupName", value => value.ValueKind != JsonValueKind.Undefined, "The database would lie in the account's default network.", "Name a subnet group of isolated subnets."),
        new("private-cache-subnets", Cache, "CacheSubnetGroupName", value => value.ValueKind != JsonValueKind.Undefined, "Redis would lie in the account's default network.", "Name a subnet group of isolated subnets."),
    ];

    private static readonly (string Type, string Property)[] ServerSubnets =
    [
        (CacheSubnets, "SubnetIds"),
        (DatabaseSubnets, "SubnetIds"),
        (Broker, "BrokerNodeGroupInfo.ClientSubnets"),
        (FilesMount, "SubnetId"),
    ];

    internal static IEnumerable<Finding> Of(CheckedStack stack) => PropertyRule.Check(stack, Rules).Concat(Servers(stack)).Concat(Tasks(stack));

    private static IEnumerable<Finding> Servers(CheckedStack stack)
    {
        var routed = Routed(stack, _ => true);
        routed.UnionWith(stack.Graph.Settings.Network.PublicSubnets);
        return from place in ServerSubnets
               from resource in stack.All(place.Type)
               from subnet in resource.Properties.At(place.Property).Entries()
               where CheckedStack.TargetName(subnet) is { } name && routed.Contains(name)
               select Finding.In(resource, place.Property, "private-isolated", $"A server would lie in {CheckedStack.TargetName(subnet)}, from which a route leads out of the network.", "Use subnets without a route.");
    }

    private static IEnumerable<Finding> Tasks(CheckedStack stack)
    {
        var open = Routed(stack, route => route.Properties.At("GatewayId").ValueKind != JsonValueKind.Undefined);
        open.UnionWith(stack.Graph.Settings.Network.PublicSubnets);
        const string Property = "NetworkConfiguration.AwsvpcConfiguration.Subnets";
        return from service in stack.All(Service)
               from subnet in service.Properties.At(Property).Entries()
               where CheckedStack.TargetName(subnet) is { } name && open.Contains(name)
               select Finding.In(service, Property, "private-task-subnets", $"Its tasks would run in {CheckedStack.TargetName(subnet)}, which the Internet has a route to.", "Use private subnets.");
    }

    /// <summary>Subnets with a route of a certain kind.</summary>
    private static HashSet<string> Routed(CheckedStack stack, Func<TemplateResource, bool> kind)
    {
        var tables = stack.All("AWS::EC2::Route").Where(kind).Select(route => CheckedStack.TargetName(route.Properties.At("RouteTableId"))).ToHashSet();
        return [.. stack.All("AWS::EC2::SubnetRouteTableAssociation")
            .Where(association => tables.Contains(CheckedStack.TargetName(association.Properties.At("RouteTableId"))))
            .Select(association => CheckedStack.TargetName(association.Properties.At("SubnetId"))).OfType<string>()];
    }
}
