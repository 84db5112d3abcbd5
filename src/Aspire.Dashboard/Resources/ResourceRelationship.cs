namespace Aspire.Dashboard.Resources;

/// <summary>What a resource has to do with another one.</summary>
/// <param name="ResourceName">The other resource, by the name that the model gives it.</param>
/// <param name="Type">What they have to do with each other, such as <c>Reference</c>, <c>WaitFor</c> or <c>Parent</c>.</param>
public sealed record ResourceRelationship(string ResourceName, string Type);
