using System.Text.Json;
using AspireEcs.Schema;
using AspireEcs.Templates;

namespace AspireEcs.Plans;

/// <summary>Finds what a deployment creates, changes, replaces and deletes, by following each change to what refers to it.</summary>
internal sealed class Comparison
{
    private readonly StackTemplate _present;
    private readonly StackTemplate _wanted;
    private readonly Dictionary<string, List<PropertyChange>> _changes = new(StringComparer.Ordinal);

    /// <summary>Parameters, conditions and resources that give another value than before, with the reason as a person would say it.</summary>
    private readonly Dictionary<string, string> _moved = new(StringComparer.Ordinal);

    private Comparison(StackTemplate present, StackTemplate wanted)
    {
        _present = present;
        _wanted = wanted;
    }

    internal static IReadOnlyList<ResourceChange> Compare(StackTemplate present, StackTemplate wanted)
    {
        var comparison = new Comparison(present, wanted);
        comparison.FindMovedParameters();
        comparison.CompareProperties();
        while (comparison.FollowReferences())
        {
        }
        return comparison.Result();
    }

    private void FindMovedParameters()
    {
        foreach (var parameter in _wanted.Template.Parameters.EnumerateObject())
        {
            var (before, after) = (_present.Parameter(parameter.Name), _wanted.Parameter(parameter.Name));
            if (before is not null && after is not null && before != after)
                _moved[parameter.Name] = $"parameter {parameter.Name} changes";
        }
        foreach (var condition in _wanted.Template.Conditions.EnumerateObject())
        {
            var moves = _present.Template.Conditions.TryGetProperty(condition.Name, out var before) && !JsonElement.DeepEquals(before, condition.Value);
            if (moves || TemplateReference.In(condition.Value).Any(reference => _moved.ContainsKey(reference.Target)))
                _moved[Condition(condition.Name)] = $"condition {condition.Name} changes";
        }
    }

    private static string Condition(string name) => "condition " + name;

    private void CompareProperties()
    {
        foreach (var (logicalId, wanted) in _wanted.Template.Resources)
        {
            if (!_present.Template.Resources.TryGetValue(logicalId, out var present))
                continue;
            _changes[logicalId] = [];
            if (present.Type != wanted.Type)
                _changes[logicalId].Add(new PropertyChange("Type", present.Type, wanted.Type, Replacement.Always));
            else
                _changes[logicalId].AddRange(PropertyComparison.Compare(present, wanted));
        }
    }

    /// <summary>One round: whatever refers to something that moved changes too. Returns whether that moved anything more.</summary>
    private bool FollowReferences()
    {
        var more = false;
        foreach (var (logicalId, changes) in _changes)
        {
            var resource = _wanted.Template.Resources[logicalId];
            if (!_moved.ContainsKey(logicalId) && changes.Any(change => change.Replacement == Replacement.Always))
            {
                _moved[logicalId] = $"{logicalId} is replaced";
                more = true;
            }
            var schema = CloudFormationSchema.Embedded.Find(resource.Type);
            foreach (var reference in TemplateReference.In(resource.Properties))
            {
                if (!_moved.TryGetValue(reference.IsCondition ? Condition(reference.Target) : reference.Target, out var why))
                    continue;
                var path = ListSteps.Text(reference.Path);
                if (changes.Any(change => change.Path == path))
                    continue;
                changes.Add(new PropertyChange(path, null, null, PropertyComparison.ReplacementAt(resource.Type, schema, reference.Path), why));
                more = true;
            }
        }
        return more;
    }

    private List<ResourceChange> Result()
    {
        var result = new List<ResourceChange>();
        foreach (var resource in _wanted.Template.Resources.Values)
        {
            if (!_changes.TryGetValue(resource.LogicalId, out var changes))
                result.Add(new ResourceChange(resource.LogicalId, resource.Type, PlanAction.Create, [], null, ""));
            else if (changes.Count > 0)
                result.Add(Changed(resource, changes));
        }
        foreach (var resource in _present.Template.Resources.Values)
        {
            if (!_wanted.Template.Resources.ContainsKey(resource.LogicalId))
                result.Add(new ResourceChange(resource.LogicalId, resource.Type, PlanAction.Delete, [], StatefulResources.Holds(resource), Policy(resource, "DeletionPolicy")));
        }
        return result;
    }

    private ResourceChange Changed(TemplateResource resource, List<PropertyChange> changes)
    {
        var action = changes.Max(change => change.Replacement) switch
        {
            Replacement.Always => PlanAction.Replace,
            Replacement.Perhaps => PlanAction.PerhapsReplace,
            _ => PlanAction.Change,
        };
        var present = _present.Template.Resources[resource.LogicalId];
        return new ResourceChange(resource.LogicalId, resource.Type, action, changes, StatefulResources.Holds(present), Policy(resource, "UpdateReplacePolicy"));
    }

    private static string Policy(TemplateResource resource, string attribute) => resource.Text(attribute) ?? "Delete";
}
