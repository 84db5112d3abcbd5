using System.Text.Json;
using System.Text.RegularExpressions;

namespace AspireEcs.Rehearsal.Stack;

/// <summary>Reads values of a template as CloudFormation does, secrets included: what a server of the stack was told.</summary>
internal sealed partial class TemplateValues(Aws.Stack stack, IReadOnlyDictionary<string, string> ids, RehearsalOperations operations)
{
    internal string? Output(string name) => stack.Outputs.GetValueOrDefault(name);

    /// <summary>The text of a value; null for one that is not there.</summary>
    /// <exception cref="FormatException">It uses a function that a server's name or password has no need of.</exception>
    internal async Task<string?> TextAsync(JsonElement value, CancellationToken cancel)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return null;
        var text = value.ValueKind != JsonValueKind.Object ? value.ToString()
            : value.TryGetProperty("Ref", out var name) ? Named(name.GetString()!)
            : value.TryGetProperty("Fn::Sub", out var sub) && sub.ValueKind == JsonValueKind.String ? Variable().Replace(sub.GetString()!, match => Named(match.Groups[1].Value))
            : throw new FormatException($"A rehearsal cannot read {value.GetRawText()}: a name or a password is a text, a Ref or a Fn::Sub.");
        foreach (var secret in Reference().Matches(text).DistinctBy(match => match.Value))
            text = text.Replace(secret.Value, await SecretAsync(secret.Groups[1].Value, secret.Groups[2].Value, cancel), StringComparison.Ordinal);
        return text;
    }

    private async Task<string> SecretAsync(string arn, string key, CancellationToken cancel)
    {
        var value = await operations.SecretAsync(arn, cancel);
        if (key.Length == 0)
            return value;
        using var fields = JsonDocument.Parse(value);
        return fields.RootElement.GetProperty(key).ToString();
    }

    private string Named(string name) => name switch
    {
        "AWS::StackName" => stack.Id.Split('/') is [_, var own, ..] ? own : stack.Id,
        _ when stack.Parameters.TryGetValue(name, out var parameter) => parameter,
        _ => ids.GetValueOrDefault(name) ?? throw new FormatException($"The template refers to {name}, which the stack does not have."),
    };

    [GeneratedRegex(@"\$\{([^!}][^}]*)\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{\{resolve:secretsmanager:(.+?):SecretString(?::([^:}]*))?[^}]*\}\}")]
    private static partial Regex Reference();
}
