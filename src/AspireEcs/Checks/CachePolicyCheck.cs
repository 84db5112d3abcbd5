using AspireEcs.Templates;
using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>How a cache is used: entries with a TTL go first when memory is full, and clients are told the address of its mode.</summary>
internal static class CachePolicyCheck
{
    internal static IEnumerable<Finding> Of(CheckedStack stack) => Eviction(stack).Concat(Endpoints(stack));

    private static IEnumerable<Finding> Eviction(CheckedStack stack) =>
        from cache in stack.All(Cache)
        let parameters = stack.Target(cache.Properties.At("CacheParameterGroupName"))
        where parameters is null || !parameters.Properties.At("Properties.maxmemory-policy").Is("volatile-lru")
        select Finding.In(parameters ?? cache, parameters is null ? "CacheParameterGroupName" : "Properties.maxmemory-policy", "ttl-policy", "When memory is full, Redis would refuse writes or throw out entries that have no TTL.", "Set maxmemory-policy to volatile-lru in the parameter group.");

    private static IEnumerable<Finding> Endpoints(CheckedStack stack) =>
        from resource in stack.Template.Resources.Values
        from reference in TemplateReference.In(resource.Properties)
        where reference.Attribute is not null && stack.Template.Resources.GetValueOrDefault(reference.Target) is { Type: Cache }
        let cache = stack.Template.Resources[reference.Target]
        let isClustered = cache.Properties.At("NumNodeGroups").IsAtLeast(2)
        where reference.Attribute!.StartsWith("Configuration", StringComparison.Ordinal) != isClustered
        select Finding.In(resource, string.Join('.', reference.Path), "endpoint-mode", $"{reference.Target} has no {reference.Attribute} in its mode.", isClustered ? "In cluster mode clients ask ConfigurationEndPoint.Address." : "Without cluster mode clients ask PrimaryEndPoint.Address, or ReaderEndPoint.Address to read.");
}
