using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>A parameter parameters is of the family of the engine and version that it is used with.</summary>
internal static class ParameterFamilyCheck
{
    internal static IEnumerable<Finding> Of(CheckedStack stack) =>
        Check(stack, Cache, "CacheParameterGroupName", "CacheParameterGroupFamily", OfCache)
            .Concat(Check(stack, Database, "DBParameterGroupName", "Family", (engine, version) => $"{engine}{version.Split('.')[0]}"));

    private static IEnumerable<Finding> Check(CheckedStack stack, string type, string reference, string family, Func<string, string, string> familyOf) =>
        from server in stack.All(type)
        let parameters = stack.Target(server.Properties.At(reference))
        let engine = server.Properties.At("Engine").Plain()
        let version = server.Properties.At("EngineVersion").Plain()
        where parameters is not null && engine is not null && version is not null
        let expected = familyOf(engine, version)
        where parameters.Properties.At(family).Plain() is { } actual && actual != expected
        select Finding.In(parameters, family, "parameter-family", $"{server.LogicalId} runs {engine} {version}, whose parameters are of another family.", $"Set {family} to {expected}.");

    // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
    private static string OfCache(string engine, string version) => (engine, version.Split('.')[0]) switch
    {
        ("redis", "6") => "redis6.x",
        ("redis", "5") => "redis5.0",
        var (name, major) => $"{name}{major}",
    };
}
