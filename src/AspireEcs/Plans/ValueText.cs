using System.Text.Json;
using AspireEcs.Templates;

namespace AspireEcs.Plans;

/// <summary>Says a value of a template so that it fits a line and gives no secret away.</summary>
internal static class ValueText
{
    private const int Longest = 100;

    private static readonly string[] Secret = ["Password", "Passwords", "SecretString", "AuthToken"];

    internal static string? Say(JsonElement? value, IReadOnlyList<string> path)
    {
        if (value is not { } given)
            return null;
        if (path.Any(step => Secret.Contains(step) || step.EndsWith("Password", StringComparison.Ordinal)) && Plaintext(given))
            return "(secret)";
        var text = Plain(given);
        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest - 1), "…");
    }

    /// <summary>Whether the value itself is there, rather than where it is to be found.</summary>
    private static bool Plaintext(JsonElement value) =>
        !TemplateReference.IsFunction(value, out _) && !(value.ValueKind == JsonValueKind.String && value.GetString()!.StartsWith("{{resolve:", StringComparison.Ordinal));

    private static string Plain(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!;
        if (!TemplateReference.IsFunction(value, out var function))
            return value.GetRawText() is var raw && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? JsonSerializer.Serialize(value) : raw;
        return function.Name switch
        {
            "Ref" => function.Value.GetString()!,
            "Fn::GetAtt" when function.Value.ValueKind == JsonValueKind.Array => string.Join('.', function.Value.EnumerateArray().Select(Plain)),
            "Fn::Sub" when function.Value.ValueKind == JsonValueKind.String => function.Value.GetString()!,
            "Fn::Join" when function.Value is { ValueKind: JsonValueKind.Array } join && join.GetArrayLength() == 2 && join[1].ValueKind == JsonValueKind.Array
                => string.Join(Plain(join[0]), join[1].EnumerateArray().Select(Plain)),
            _ => JsonSerializer.Serialize(value),
        };
    }
}
