using AspireEcs.Schema;

namespace AspireEcs.Plans;

/// <summary>What a deployment does to a resource.</summary>
internal enum PlanAction
{
    Create,

    /// <summary>In place: it stays the same resource.</summary>
    Change,

    /// <summary>CloudFormation decides when it does it whether it must make a new one.</summary>
    PerhapsReplace,

    /// <summary>A new one is made, and the old one deleted with what it holds.</summary>
    Replace,

    Delete,
}

/// <summary>One property that a deployment changes.</summary>
/// <param name="Path">Within the resource's properties, such as <c>NetworkConfiguration.AwsvpcConfiguration.Subnets[1]</c>; or an attribute such as <c>DeletionPolicy</c>.</param>
/// <param name="Before">What it is, as a person reads it; null where it is added.</param>
/// <param name="After">What it becomes; null where it is taken out.</param>
/// <param name="Replacement">What the change does to the resource.</param>
/// <param name="Cause">Why it changes although the template says the same, such as "Vpc is replaced"; null where the template differs.</param>
internal sealed record PropertyChange(string Path, string? Before, string? After, Replacement Replacement, string? Cause = null);

/// <summary>A resource that a deployment creates, changes, replaces or deletes.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Type">Such as <c>AWS::ECS::Service</c>.</param>
/// <param name="Action">What happens to it.</param>
/// <param name="Properties">What of it changes; empty where it is created or deleted.</param>
/// <param name="Holds">What would be lost with it, such as "a database"; null where it can be made again from the template.</param>
/// <param name="Afterwards">What remains of a deleted or replaced one: <c>Delete</c>, <c>Retain</c> or <c>Snapshot</c>.</param>
internal sealed record ResourceChange(string LogicalId, string Type, PlanAction Action, IReadOnlyList<PropertyChange> Properties, string? Holds, string Afterwards)
{
    /// <summary>The properties whose change replaces the resource.</summary>
    internal IEnumerable<PropertyChange> Replacing => Properties.Where(property => property.Replacement != Replacement.Never);
}
