namespace AspireEcs.Schema;

/// <summary>Something that CloudFormation would refuse.</summary>
/// <param name="Id">The rule, such as <c>schema-unknown-property</c>: it stays the same over releases.</param>
/// <param name="Path">Where in the template, such as <c>Resources.Cache.Properties.Port</c>.</param>
/// <param name="Reason">What is wrong, a sentence.</param>
/// <param name="Remedy">What to do about it, a sentence.</param>
internal sealed record SchemaFinding(string Id, string Path, string Reason, string Remedy);
