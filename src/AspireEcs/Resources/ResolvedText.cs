using System.Text.Json.Nodes;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>A text of the manifest as CloudFormation writes it.</summary>
/// <param name="Sub">For <c>Fn::Sub</c>.</param>
internal sealed record ResolvedText(string Sub)
{
    /// <summary>Holds a secret, so it may stand in a secret only.</summary>
    internal bool HasSecret { get; init; }

    /// <summary>The logical id whose Ref is the ARN of a secret, if the text is that secret and nothing else.</summary>
    internal string? Secret { get; init; }

    /// <summary>What to write; null where CloudFormation has a part in it.</summary>
    internal string? Plain { get; init; }

    internal static ResolvedText Empty { get; } = Literal("");

    internal static ResolvedText Literal(string text) => new(Cfn.Verbatim(text)) { Plain = text };

    /// <param name="logicalId">A resource or a parameter, by its Ref.</param>
    internal static ResolvedText Ref(string logicalId) => new($"${{{logicalId}}}");

    internal static ResolvedText GetAtt(string logicalId, string attribute) => new($"${{{logicalId}.{attribute}}}");

    /// <param name="logicalId">A resource or a parameter whose Ref is the ARN of a secret.</param>
    internal static ResolvedText OfSecret(string logicalId) => new($"{{{{resolve:secretsmanager:${{{logicalId}}}:SecretString}}}}") { HasSecret = true, Secret = logicalId };

    public static ResolvedText operator +(ResolvedText one, ResolvedText other) =>
        one.Sub.Length == 0 ? other
        : other.Sub.Length == 0 ? one
        : new(one.Sub + other.Sub) { HasSecret = one.HasSecret || other.HasSecret, Plain = one.Plain is { } left && other.Plain is { } right ? left + right : null };

    /// <summary>The value in a template.</summary>
    internal JsonNode ToNode() => Plain is { } plain ? JsonValue.Create(plain) : Cfn.Sub(Sub);
}
