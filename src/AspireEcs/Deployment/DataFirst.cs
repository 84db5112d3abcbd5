using System.Text.Json;
using System.Text.Json.Nodes;
using AspireEcs.Templates;

namespace AspireEcs.Deployment;

/// <summary>
/// The template between what is and what is wanted, in which a migration runs: data, networks and secrets are as wanted, the services
/// are as they were, and nothing is deleted yet.
/// </summary>
internal static class DataFirst
{
    private const string Service = "AWS::ECS::Service";

    /// <summary>Makes that template.</summary>
    /// <param name="present">What is there; empty on the first deployment, whose services then wait for the second step.</param>
    /// <param name="wanted">What is to be.</param>
    internal static JsonObject Between(StackTemplate present, TemplateDocument wanted)
    {
        var between = JsonNode.Parse(wanted.Root.GetRawText())!.AsObject();
        var resources = between["Resources"]!.AsObject();
        var withheld = Withheld(wanted).Concat(Withheld(present.Template)).ToHashSet(StringComparer.Ordinal);
        foreach (var logicalId in withheld)
            resources.Remove(logicalId);
        foreach (var resource in present.Template.Resources.Values.Where(resource => withheld.Contains(resource.LogicalId) || !resources.ContainsKey(resource.LogicalId)))
            resources[resource.LogicalId] = Fixed(JsonNode.Parse(resource.Body.GetRawText()), present);
        if (between["Outputs"] is JsonObject outputs)
        {
            foreach (var output in wanted.Outputs.EnumerateObject().Where(output => TemplateReference.In(output.Value).Any(reference => wanted.Resources.ContainsKey(reference.Target) && !resources.ContainsKey(reference.Target))).ToArray())
                outputs.Remove(output.Name);
        }
        return between;
    }

    /// <summary>The services, the task definitions that they run, and whatever refers to either.</summary>
    private static HashSet<string> Withheld(TemplateDocument template)
    {
        var services = template.Resources.Values.Where(resource => resource.Type == Service).ToArray();
        var withheld = services.Select(service => service.LogicalId).ToHashSet(StringComparer.Ordinal);
        foreach (var definition in services.SelectMany(service => TemplateReference.In(service.Properties)).Select(reference => template.Resources.GetValueOrDefault(reference.Target)).OfType<TemplateResource>())
        {
            if (definition.Type == "AWS::ECS::TaskDefinition" && !MigrationTask.Is(definition, template))
                withheld.Add(definition.LogicalId);
        }
        bool more;
        do
        {
            more = false;
            foreach (var resource in template.Resources.Values.Where(resource => !withheld.Contains(resource.LogicalId)))
            {
                if (TemplateReference.In(resource.Properties).Select(reference => reference.Target).Concat(resource.DependsOn).Any(withheld.Contains))
                    more |= withheld.Add(resource.LogicalId);
            }
        } while (more);
        return withheld;
    }

    /// <summary>A parameter of a service that stays keeps its present value, while others already take the new one.</summary>
    private static JsonNode? Fixed(JsonNode? node, StackTemplate present)
    {
        if (node is JsonObject { Count: 1 } reference && reference["Ref"] is JsonValue target && target.GetValueKind() == JsonValueKind.String && present.Parameter(target.GetValue<string>()) is { } value)
            return IsList(present, target.GetValue<string>()) ? new JsonArray([.. value.Split(',').Select(item => JsonValue.Create(item.Trim()))]) : JsonValue.Create(value);
        if (node is JsonObject properties)
        {
            foreach (var (name, inside) in properties.ToArray())
                properties[name] = Fixed(inside?.DeepClone(), present);
        }
        else if (node is JsonArray items)
        {
            for (var index = 0; index < items.Count; index++)
                items[index] = Fixed(items[index]?.DeepClone(), present);
        }
        return node;
    }

    private static bool IsList(StackTemplate present, string parameter) =>
        present.Template.Parameters.TryGetProperty(parameter, out var declared) && declared.TryGetProperty("Type", out var type) && (type.GetString() is "CommaDelimitedList" || type.GetString()!.Contains("List<", StringComparison.Ordinal));
}
