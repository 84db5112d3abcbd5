using System.Text.Json;
using AspireEcs.Templates;

namespace AspireEcs.Plans;

/// <summary>Which resources hold what a template cannot make again.</summary>
internal static class StatefulResources
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["AWS::RDS::DBInstance"] = "a database",
        ["AWS::ElastiCache::ReplicationGroup"] = "a cache's data",
        ["AWS::ElastiCache::ServerlessCache"] = "a cache's data",
        ["AWS::MSK::Cluster"] = "a broker's topics",
        ["AWS::MSK::ServerlessCluster"] = "a broker's topics",
        ["AWS::EFS::FileSystem"] = "a volume's files",
        ["AWS::S3::Bucket"] = "a bucket's objects",
        ["AWS::KMS::Key"] = "the key to what it has encrypted",
        ["AWS::ECR::Repository"] = "a repository's images",
        ["AWS::SecretsManager::Secret"] = "a secret",
    };

    /// <summary>What is lost with the resource, or null where the template can make it again.</summary>
    internal static string? Holds(TemplateResource resource)
    {
        if (!Types.TryGetValue(resource.Type, out var holds))
            return null;
        // A secret that is composed in the template comes back from it; one that was generated, or filled by hand, does not.
        return resource.Type == "AWS::SecretsManager::Secret" && resource.Properties.TryGetProperty("SecretString", out var text) && text.ValueKind != JsonValueKind.Null ? null : holds;
    }

    /// <summary>
    /// Properties of which the schema says that a change may replace, for cases that a deployment of ours never has: a replica, a
    /// cluster, a restore. On an instance and a replication group of its own they change in place.
    /// </summary>
    internal static bool ChangesInPlace(string type, string property) => (type, property) switch
    {
        ("AWS::RDS::DBInstance", "AutoMinorVersionUpgrade" or "BackupRetentionPeriod" or "DBParameterGroupName" or "MultiAZ" or "PreferredMaintenanceWindow" or "StorageType") => true,
        ("AWS::ElastiCache::ReplicationGroup", "AuthToken" or "NumNodeGroups") => true,
        _ => false,
    };
}
