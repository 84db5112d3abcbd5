using AspireEcs.Templates;

namespace AspireEcs.Deployment;

/// <summary>A task that migrates data and ends, before the services change. It runs where its service runs.</summary>
/// <param name="Definition">The logical id of its task definition.</param>
/// <param name="Service">The service whose network, cluster and rights it shares.</param>
internal sealed record MigrationTask(string Definition, TemplateResource Service)
{
    private const string TaskDefinition = "AWS::ECS::TaskDefinition";

    /// <summary>How an output that names such a task ends.</summary>
    private const string Output = "MigrationTask";

    /// <summary>The migrations of a template: its outputs name them.</summary>
    internal static IReadOnlyList<MigrationTask> In(TemplateDocument template) =>
        [.. template.Outputs.EnumerateObject().Where(output => output.Name.EndsWith(Output, StringComparison.Ordinal)).Select(output => Of(output.Name[..^Output.Length], template)).OfType<MigrationTask>()];

    internal static bool Is(TemplateResource resource, TemplateDocument template) => In(template).Any(migration => migration.Definition == resource.LogicalId);

    /// <summary>The container's log: its group and the beginning of its stream; null where it does not write to CloudWatch.</summary>
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

    private static MigrationTask? Of(string service, TemplateDocument template)
    {
        var named = template.Outputs.GetProperty(service + Output);
        var definition = TemplateReference.In(named).Select(reference => template.Resources.GetValueOrDefault(reference.Target)).FirstOrDefault(resource => resource?.Type == TaskDefinition);
        return definition is not null && template.Resources.TryGetValue(service, out var found) && found.Type == "AWS::ECS::Service" ? new MigrationTask(definition.LogicalId, found) : null;
    }
}
