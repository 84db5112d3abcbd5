using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>Nodes, instances and brokers are of a type that AWS has.</summary>
internal static class NodeTypeCheck
{
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html, and the same pages of RDS and MSK.
    private const string Burst = "micro small medium";
    private const string BurstOfDatabase = "micro small medium large xlarge 2xlarge";
    private const string Intel = "large xlarge 2xlarge 4xlarge 12xlarge 24xlarge";
    private const string IntelOfDatabase = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge";
    private const string Graviton = "large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge";

    private static readonly Dictionary<string, string> Sizes = new(StringComparer.Ordinal)
    {
        ["cache.t3"] = Burst,
        ["cache.t4g"] = Burst,
        ["cache.m5"] = Intel,
        ["cache.m6g"] = Graviton,
        ["cache.m7g"] = Graviton,
        ["cache.r5"] = Intel,
        ["cache.r6g"] = Graviton,
        ["cache.r7g"] = Graviton,
        ["cache.r6gd"] = "xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge",
        ["cache.c7gn"] = Graviton,
        ["db.t3"] = BurstOfDatabase,
        ["db.t4g"] = BurstOfDatabase,
        ["db.m5"] = IntelOfDatabase,
        ["db.m6i"] = IntelOfDatabase + " 32xlarge",
        ["db.m6g"] = Graviton,
        ["db.m7g"] = Graviton,
        ["db.m7i"] = IntelOfDatabase + " 48xlarge",
        ["db.m8g"] = Graviton + " 24xlarge 48xlarge",
        ["db.r5"] = IntelOfDatabase,
        ["db.r6i"] = IntelOfDatabase + " 32xlarge",
        ["db.r6g"] = Graviton,
        ["db.r7g"] = Graviton,
        ["db.r7i"] = IntelOfDatabase + " 48xlarge",
        ["db.r8g"] = Graviton + " 24xlarge 48xlarge",
        ["kafka.t3"] = "small",
        ["kafka.m5"] = IntelOfDatabase,
        ["kafka.m7g"] = Graviton,
        ["express.m7g"] = Graviton,
    };

    private static readonly (string Type, string Property, string[] Prefixes)[] Places =
    [
        (Cache, "CacheNodeType", ["cache."]),
        (Database, "DBInstanceClass", ["db."]),
        (Broker, "BrokerNodeGroupInfo.InstanceType", ["kafka.", "express."]),
    ];

    internal static IEnumerable<Finding> Of(CheckedStack stack) =>
        from place in Places
        from resource in stack.All(place.Type)
        let type = resource.Properties.At(place.Property).Plain()
        where type is not null && !IsKnown(type, place.Prefixes)
        select Finding.In(resource, place.Property, "node-type", $"There is no type '{type}'.", Remedy(type, place.Prefixes));

    private static bool IsKnown(string type, string[] prefixes) =>
        prefixes.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal)) && type.LastIndexOf('.') is var dot && Sizes.TryGetValue(type[..dot], out var sizes) && sizes.Split(' ').Contains(type[(dot + 1)..]);

    private static string Remedy(string type, string[] prefixes) =>
        Sizes.Keys.FirstOrDefault(family => type.StartsWith(family + ".", StringComparison.Ordinal)) is { } known && prefixes.Any(prefix => known.StartsWith(prefix, StringComparison.Ordinal))
            ? $"{known} has the sizes {Sizes[known].Replace(" ", ", ", StringComparison.Ordinal)}."
            : $"Use one of the families {string.Join(", ", Sizes.Keys.Where(family => prefixes.Any(prefix => family.StartsWith(prefix, StringComparison.Ordinal))))}.";
}
