using System.Globalization;
using System.Text.Json;

namespace AspireEcs.Checks;

/// <summary>Reads templates, in which anything may be missing.</summary>
internal static class JsonReading
{
    /// <summary>What lies at a path of properties; <see cref="JsonValueKind.Undefined"/> where nothing does.</summary>
    internal static JsonElement At(this JsonElement json, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
                return default;
        }
        return json;
    }

    /// <summary>The entries of a list; a single value counts as a list of one, as it does in IAM.</summary>
    internal static IEnumerable<JsonElement> Entries(this JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.Array => json.EnumerateArray(),
        _ => [json],
    };

    /// <summary>A text, a number or a truth as CloudFormation reads it; null for anything else.</summary>
    internal static string? Plain(this JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    internal static bool Is(this JsonElement json, string text) => string.Equals(json.Plain(), text, StringComparison.OrdinalIgnoreCase);

    internal static bool IsTrue(this JsonElement json) => json.Is("true");

    internal static bool IsAtLeast(this JsonElement json, int least) =>
        int.TryParse(json.Plain(), CultureInfo.InvariantCulture, out var number) && number >= least;
}
