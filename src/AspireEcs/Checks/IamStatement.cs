using System.Text.Json;
using AspireEcs.Templates;

namespace AspireEcs.Checks;

/// <summary>What a role may do.</summary>
internal sealed record IamStatement(JsonElement Json)
{
    internal IReadOnlyList<string> Actions => [.. Json.At("Action").Entries().Select(action => action.Plain()).OfType<string>()];

    internal IEnumerable<JsonElement> Resources => Json.At("Resource").Entries();

    internal bool IsAllow => Json.At("Effect").Is("Allow");

    internal static IEnumerable<IamStatement> In(TemplateResource role) =>
        role.Properties.At("Policies").Entries().Select(policy => policy.At("PolicyDocument"))
            .Append(role.Properties.At("PolicyDocument"))
            .SelectMany(document => document.At("Statement").Entries())
            .Select(statement => new IamStatement(statement));

    internal bool Allows(string action) => IsAllow && Actions.Any(allowed =>
        allowed.Equals(action, StringComparison.OrdinalIgnoreCase) || allowed.EndsWith('*') && action.StartsWith(allowed[..^1], StringComparison.OrdinalIgnoreCase));
}
