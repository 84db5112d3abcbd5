using AspireEcs.Templates;

namespace AspireEcs.Schema;

/// <summary>Follows every reference of a template to what it names.</summary>
internal static class ReferenceCheck
{
    private static readonly string[] Pseudo =
        ["AWS::AccountId", "AWS::NoValue", "AWS::NotificationARNs", "AWS::Partition", "AWS::Region", "AWS::StackId", "AWS::StackName", "AWS::URLSuffix"];

    internal static IEnumerable<Finding> Check(TemplateDocument template, CloudFormationSchema schema)
    {
        var found = new List<Finding>();
        foreach (var resource in template.Resources.Values)
        {
            foreach (var reference in TemplateReference.In(resource.Properties))
                Reference(reference, $"Resources.{resource.LogicalId}.Properties", template, schema, found);
            foreach (var needed in resource.DependsOn.Where(needed => !template.Resources.ContainsKey(needed)))
                found.Add(new Finding("schema-depends-on", $"Resources.{resource.LogicalId}.DependsOn", $"It depends on {needed}, which is no resource of the template.", Nearest.Remedy(needed, template.Resources.Keys)));
            if (resource.Text("Condition") is { } condition)
                Condition(condition, $"Resources.{resource.LogicalId}.Condition", template, found);
        }
        foreach (var output in template.Outputs.EnumerateObject())
        {
            foreach (var reference in TemplateReference.In(output.Value))
                Reference(reference, $"Outputs.{output.Name}", template, schema, found);
        }
        Circles(template, found);
        return found;
    }

    private static void Reference(TemplateReference reference, string root, TemplateDocument template, CloudFormationSchema schema, List<Finding> found)
    {
        var path = ListSteps.Text(reference.Path.Prepend(root));
        if (reference.IsCondition)
        {
            Condition(reference.Target, path, template, found);
        }
        else if (reference.IsPseudo)
        {
            if (!Pseudo.Contains(reference.Target))
                found.Add(new Finding("schema-reference", path, $"CloudFormation has no pseudo parameter {reference.Target}.", Nearest.Remedy(reference.Target, Pseudo)));
        }
        else if (!template.Resources.TryGetValue(reference.Target, out var target))
        {
            if (reference.Attribute is null && template.Parameters.TryGetProperty(reference.Target, out _))
                return;
            var names = template.Resources.Keys.Concat(template.Parameters.EnumerateObject().Select(parameter => parameter.Name));
            found.Add(new Finding("schema-reference", path, $"It refers to {reference.Target}, which is neither a resource nor a parameter of the template.", Nearest.Remedy(reference.Target, names)));
        }
        else if (reference.Attribute is { } attribute && schema.Find(target.Type) is { } known && !known.Attributes.Contains(attribute))
        {
            found.Add(new Finding("schema-attribute", path, $"It asks {reference.Target} for {attribute}, which {target.Type} does not give.", Nearest.Remedy(attribute, known.Attributes)));
        }
    }

    private static void Condition(string name, string path, TemplateDocument template, List<Finding> found)
    {
        if (!template.Conditions.TryGetProperty(name, out _))
            found.Add(new Finding("schema-condition", path, $"The template declares no condition {name}.", Nearest.Remedy(name, template.Conditions.EnumerateObject().Select(condition => condition.Name))));
    }

    /// <summary>CloudFormation makes one resource after the other, so no two can wait for each other.</summary>
    private static void Circles(TemplateDocument template, List<Finding> found)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var way = new List<string>();
        foreach (var logicalId in template.Resources.Keys)
            Visit(logicalId);

        void Visit(string logicalId)
        {
            var before = way.IndexOf(logicalId);
            if (before >= 0)
            {
                var circle = string.Join(" -> ", way.Skip(before).Append(logicalId));
                found.Add(new Finding("schema-circle", $"Resources.{logicalId}", $"The resources wait for each other: {circle}.", "Take one of these references out; a rule of a security group can be a resource of its own."));
                return;
            }
            if (!template.Resources.TryGetValue(logicalId, out var resource) || !done.Add(logicalId))
                return;
            way.Add(logicalId);
            foreach (var needed in TemplateReference.In(resource.Properties).Where(one => !one.IsCondition).Select(one => one.Target).Concat(resource.DependsOn).Distinct(StringComparer.Ordinal))
                Visit(needed);
            way.RemoveAt(way.Count - 1);
        }
    }
}
