using System.Text.Json;

namespace AspireEcs.Checks;

/// <summary>One property of one type must be so.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Type">The type of resource.</param>
/// <param name="Property">The path of the property.</param>
/// <param name="Holds">Whether a value is right; what is missing is <see cref="JsonValueKind.Undefined"/>.</param>
/// <param name="Reason">What is wrong otherwise.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record PropertyRule(string Id, string Type, string Property, Func<JsonElement, bool> Holds, string Reason, string Remedy)
{
    internal static IEnumerable<Finding> Check(CheckedStack stack, IEnumerable<PropertyRule> rules) =>
        from rule in rules
        from resource in stack.All(rule.Type)
        where !rule.Holds(resource.Properties.At(rule.Property))
        select Finding.In(resource, rule.Property, rule.Id, rule.Reason, rule.Remedy);
}
