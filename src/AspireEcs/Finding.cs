using System.Text.Json.Serialization;
using AspireEcs.Templates;

namespace AspireEcs;

/// <summary>What a finding means for a deployment.</summary>
internal enum Severity
{
    /// <summary>Allowed, and to be known.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Not to be deployed.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}

/// <summary>Something in a template that a careful engineer would not sign.</summary>
/// <param name="Id">The rule, such as <c>edge-egress</c>: it stays the same over releases.</param>
/// <param name="Path">Where in the template, such as <c>Resources.Cache.Properties.Port</c>.</param>
/// <param name="Reason">What is wrong, a sentence.</param>
/// <param name="Remedy">What to do about it, a sentence.</param>
/// <param name="Severity">Whether it may be deployed all the same.</param>
internal sealed record Finding(string Id, string Path, string Reason, string Remedy, Severity Severity = Severity.Error)
{
    internal static Finding In(TemplateResource resource, string? property, string id, string reason, string remedy) =>
        new(id, $"Resources.{resource.LogicalId}{(property is null ? "" : $".Properties.{property}")}", reason, remedy);
}
