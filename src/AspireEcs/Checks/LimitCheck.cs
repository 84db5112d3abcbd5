using System.Text.Json;

namespace AspireEcs.Checks;

/// <summary>CloudFormation's limits of a template.</summary>
internal static class LimitCheck
{
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    private const int Resources = 500;
    private const int Parameters = 200;
    private const int Outputs = 200;
    private const int DynamicReferences = 60;
    private const int InlineBytes = 51_200;
    private const int Bytes = 1_000_000;

    internal static IEnumerable<Finding> Of(CheckedStack stack)
    {
        foreach (var (what, count, most) in new[]
        {
            (nameof(Resources), stack.Template.Resources.Count, Resources),
            (nameof(Parameters), stack.Template.Parameters.EnumerateObject().Count(), Parameters),
            (nameof(Outputs), stack.Template.Outputs.EnumerateObject().Count(), Outputs),
        })
        {
            if (count > most)
                yield return new Finding($"limit-{what.ToLowerInvariant()}", what, $"The template has {count}, and CloudFormation takes {most}.", "Divide the manifest into several, each a stack.");
        }
        if (References(stack.Template.Root) is > DynamicReferences and var references)
            yield return new Finding("limit-references", "Resources", $"The template has {references} dynamic references, and CloudFormation takes {DynamicReferences}.", "Let services share connection strings, or divide the manifest.");
        if (stack.Bytes > Bytes)
            yield return new Finding("limit-size", "", $"The template has {stack.Bytes:N0} bytes, and CloudFormation takes {Bytes:N0}.", "Divide the manifest into several, each a stack.");
        else if (stack.Bytes > InlineBytes)
            yield return new Finding("limit-inline", "", $"The template has {stack.Bytes:N0} bytes, and a request takes {InlineBytes:N0}: a deployment puts it into S3.", "Nothing has to be done.", Severity.Warning);
    }

    private static int References(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Split("{{resolve:").Length - 1,
        JsonValueKind.Array => value.EnumerateArray().Sum(References),
        JsonValueKind.Object => value.EnumerateObject().Sum(property => References(property.Value)),
        _ => 0,
    };
}
