using System.Text.Json;
using AspireEcs.Schema;
using AspireEcs.Templates;

namespace AspireEcs.Plans;

/// <summary>A change that a deployment does not make.</summary>
/// <param name="LogicalId">The resource.</param>
/// <param name="Reason">What would happen, and what to do, in sentences.</param>
internal sealed record PlanRefusal(string LogicalId, string Reason);

/// <summary>What the user allowed by name.</summary>
/// <param name="Replace">Logical ids of resources that may be replaced although they hold something.</param>
/// <param name="Delete">Logical ids of resources that may be deleted although they hold something.</param>
internal sealed record PlanAllowances(IReadOnlyCollection<string> Replace, IReadOnlyCollection<string> Delete)
{
    internal static PlanAllowances None { get; } = new([], []);

    internal bool MayReplace(string logicalId) => Replace.Contains(logicalId, StringComparer.OrdinalIgnoreCase);

    internal bool MayDelete(string logicalId) => Delete.Contains(logicalId, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Refuses what would lose data, unless it is allowed by name, and what CloudFormation cannot do.</summary>
internal static class PlanRefusals
{
    internal static IEnumerable<PlanRefusal> Of(IReadOnlyList<ResourceChange> changes, StackTemplate present, StackTemplate wanted, PlanAllowances allowed)
    {
        foreach (var change in changes)
        {
            if (Loses(change, present, allowed) is { } loses)
                yield return new PlanRefusal(change.LogicalId, loses);
            else if (Impossible(change, wanted) is { } impossible)
                yield return new PlanRefusal(change.LogicalId, impossible);
        }
    }

    private static string? Loses(ResourceChange change, StackTemplate present, PlanAllowances allowed) => change switch
    {
        { Holds: null } => null,
        { Action: PlanAction.Delete } when !allowed.MayDelete(change.LogicalId) =>
            $"{change.LogicalId} holds {change.Holds} and would be deleted{Remains(change.Afterwards)}. If that is meant, allow it with --allow-delete {change.LogicalId}.{Protected(change, present)}",
        { Action: PlanAction.Replace } when !allowed.MayReplace(change.LogicalId) =>
            $"{change.LogicalId} holds {change.Holds} and would be replaced by an empty one{Remains(change.Afterwards)}, because {Why(change)}. Undo that, or allow it with --allow-replace {change.LogicalId}.{Protected(change, present)}",
        { Action: PlanAction.PerhapsReplace } when !allowed.MayReplace(change.LogicalId) =>
            $"{change.LogicalId} holds {change.Holds} and may be replaced by an empty one{Remains(change.Afterwards)}, because {Why(change)}. Undo that, or allow it with --allow-replace {change.LogicalId}.",
        _ => null,
    };

    private static string? Impossible(ResourceChange change, StackTemplate wanted)
    {
        if (change.Action != PlanAction.Replace)
            return null;
        if (change.Properties.Any(property => property is { Path: "Type", Cause: null }))
            return $"{change.LogicalId} becomes another type, which CloudFormation refuses. Give the new resource another logical id.";
        var name = CloudFormationSchema.Embedded.Find(change.Type)?.NameProperty;
        var resource = wanted.Template.Resources[change.LogicalId];
        if (name is null || !resource.Properties.TryGetProperty(name, out var given) || given.ValueKind == JsonValueKind.Null || change.Properties.Any(property => property.Path == name))
            return null;
        return $"{change.LogicalId} must be replaced, because {Why(change)}, and CloudFormation refuses to replace a resource that keeps the name it was given ({name}: {ValueText.Say(given, [name])}). Change the name, or leave it to CloudFormation.";
    }

    private static string Why(ResourceChange change) => string.Join(" and ", change.Replacing.Take(3).Select(property => property.Cause is { } cause ? $"{cause} ({property.Path})" : $"{property.Path} changes"));

    private static string Remains(string policy) => policy switch
    {
        "Snapshot" => " (a snapshot is kept)",
        "Retain" or "RetainExceptOnCreate" => " (it is kept, outside the stack)",
        _ => "",
    };

    private static string Protected(ResourceChange change, StackTemplate present)
    {
        var isProtected = present.Template.Resources.TryGetValue(change.LogicalId, out var resource)
            && resource.Properties.TryGetProperty("DeletionProtection", out var protection) && protection.ToString() is "true" or "True";
        return isProtected ? " Its DeletionProtection stops AWS too: deploy once without it first." : "";
    }
}
