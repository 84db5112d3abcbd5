using System.Text.Json;
using AspireEcs.Schema;

namespace AspireEcs.Deployment;

/// <summary>A task definition that runs once, to its end, before the services change: its metadata say so.</summary>
/// <param name="Definition">The task definition's logical id.</param>
/// <param name="Cluster">The cluster's logical id.</param>
/// <param name="Subnets">Logical ids, parameters or ids of the subnets it runs in.</param>
/// <param name="SecurityGroups">Likewise.</param>
internal sealed record MigrationTask(string Definition, string Cluster, IReadOnlyList<string> Subnets, IReadOnlyList<string> SecurityGroups)
{
    /// <summary>The key within <c>Metadata</c>, with <c>Cluster</c>, <c>Subnets</c> and <c>SecurityGroups</c>.</summary>
    internal const string Metadata = "AspireEcs::Migration";

    internal static MigrationTask? Find(TemplateResource resource)
    {
        if (!resource.Body.TryGetProperty(nameof(Metadata), out var metadata) || metadata.ValueKind != JsonValueKind.Object || !metadata.TryGetProperty(Metadata, out var migration))
            return null;
        return new MigrationTask(resource.LogicalId, migration.GetProperty(nameof(Cluster)).GetString()!, Names(nameof(Subnets)), Names(nameof(SecurityGroups)));

        string[] Names(string list) => [.. migration.GetProperty(list).EnumerateArray().Select(name => name.GetString()!)];
    }

    internal static IReadOnlyList<MigrationTask> In(TemplateDocument template) => [.. template.Resources.Values.Select(Find).OfType<MigrationTask>()];

    /// <summary>Where its containers write: the group and the prefix of the stream; null where it says no awslogs.</summary>
    internal (string Container, string Group, string Prefix)? Log(TemplateDocument template, IReadOnlyDictionary<string, string> physical)
    {
        var container = template.Resources[Definition].Properties.GetProperty("ContainerDefinitions")[0];
        if (!container.TryGetProperty("LogConfiguration", out var configuration) || !configuration.TryGetProperty("Options", out var options)
            || !options.TryGetProperty("awslogs-group", out var group) || !options.TryGetProperty("awslogs-stream-prefix", out var prefix))
            return null;
        var target = TemplateReference.In(group).FirstOrDefault()?.Target;
        var name = target is null ? group.GetString() : physical.GetValueOrDefault(target);
        return name is null ? null : (container.GetProperty("Name").GetString()!, name, prefix.GetString()!);
    }
}
