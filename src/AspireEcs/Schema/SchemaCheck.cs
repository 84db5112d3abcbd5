using System.Text.Json;
using AspireEcs.Templates;

namespace AspireEcs.Schema;

/// <summary>Holds a template against CloudFormation's schema, as CloudFormation would, before CloudFormation does.</summary>
internal static class SchemaCheck
{
    private static readonly string[] ResourceAttributes =
        ["Type", "Properties", "DependsOn", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "UpdatePolicy", "CreationPolicy", "Metadata"];

    private static readonly string[] DeletionPolicies = ["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"];

    /// <summary>What CloudFormation would refuse: unknown types and properties, missing and mistyped values, references that lead nowhere.</summary>
    internal static IReadOnlyList<Finding> Check(TemplateDocument template) => Check(template, CloudFormationSchema.Embedded);

    internal static IReadOnlyList<Finding> Check(TemplateDocument template, CloudFormationSchema schema)
    {
        var findings = new List<Finding>();
        if (template.Resources.Count == 0)
            findings.Add(new Finding("schema-no-resources", "Resources", "The template declares no resource.", "Declare at least one: CloudFormation refuses a template without."));
        foreach (var resource in template.Resources.Values)
            Resource(resource, schema, template, findings);
        findings.AddRange(ReferenceCheck.Check(template, schema));
        return findings;
    }

    private static void Resource(TemplateResource resource, CloudFormationSchema schema, TemplateDocument template, List<Finding> findings)
    {
        var path = $"Resources.{resource.LogicalId}";
        if (resource.LogicalId.Length is 0 or > 255 || !resource.LogicalId.All(char.IsAsciiLetterOrDigit))
            findings.Add(new Finding("schema-logical-id", path, $"'{resource.LogicalId}' cannot be the logical id of a resource.", "Use letters and digits only, 255 at most."));
        if (resource.Body.ValueKind != JsonValueKind.Object || resource.Type.Length == 0)
        {
            findings.Add(new Finding("schema-no-type", path, "The resource says no Type.", "Say one, such as AWS::ECS::Service."));
            return;
        }
        Attributes(resource, path, findings);
        if (IsCustom(resource.Type))
        {
            if (!resource.Properties.TryGetProperty("ServiceToken", out _))
                findings.Add(new Finding("schema-missing-property", $"{path}.Properties", "A custom resource does not say who makes it.", "Set ServiceToken to the ARN of its function."));
            return;
        }
        if (schema.Find(resource.Type) is not { } known)
        {
            findings.Add(new Finding("schema-unknown-type", path + ".Type", $"{resource.Type} is not a resource type that a deployment uses.", Nearest.Remedy(resource.Type, schema.Types)));
            return;
        }
        new PropertyCheck(known, template, findings).Object(resource.Properties, known.Properties, path + ".Properties");
    }

    /// <summary>Whatever else such a resource says is for its function, which alone knows it.</summary>
    private static bool IsCustom(string type) => type == "AWS::CloudFormation::CustomResource" || type.StartsWith("Custom::", StringComparison.Ordinal);

    private static void Attributes(TemplateResource resource, string path, List<Finding> findings)
    {
        foreach (var attribute in resource.Body.EnumerateObject())
        {
            if (!ResourceAttributes.Contains(attribute.Name))
                findings.Add(new Finding("schema-unknown-attribute", $"{path}.{attribute.Name}", $"A resource has no attribute {attribute.Name}.", Nearest.Remedy(attribute.Name, ResourceAttributes)));
        }
        foreach (var attribute in new[] { "DeletionPolicy", "UpdateReplacePolicy" })
        {
            if (resource.Text(attribute) is { } policy && !DeletionPolicies.Contains(policy))
                findings.Add(new Finding("schema-value", $"{path}.{attribute}", $"{attribute} cannot be '{policy}'.", Nearest.Remedy(policy, DeletionPolicies)));
        }
    }
}
