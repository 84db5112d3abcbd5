using System.Globalization;
using System.Text.Json;

namespace AspireEcs.Schema;

/// <summary>How the items of a list are called in a path: by their names where each has one of its own, else by their positions.</summary>
internal static class ListSteps
{
    /// <summary>Such as <c>[HTTP_PORTS]</c> or <c>[0]</c>, one an item.</summary>
    internal static IReadOnlyList<string> Of(JsonElement list) =>
        Names(list) is { } names
            ? [.. names.Select(name => $"[{name}]")]
            : [.. Enumerable.Range(0, list.GetArrayLength()).Select(index => string.Create(CultureInfo.InvariantCulture, $"[{index}]"))];

    /// <summary>The names of a list of named things, such as environment variables; null where one has none, or two the same.</summary>
    internal static IReadOnlyList<string>? Names(JsonElement list)
    {
        var names = new List<string>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !(item.TryGetProperty("Name", out var name) || item.TryGetProperty("Key", out name)) || name.ValueKind != JsonValueKind.String)
                return null;
            names.Add(name.GetString()!);
        }
        return names.Distinct(StringComparer.Ordinal).Count() == names.Count ? names : null;
    }

    /// <summary>A path as a person reads it, such as <c>ContainerDefinitions[api].Image</c>.</summary>
    internal static string Text(IEnumerable<string> path) => string.Join('.', path).Replace(".[", "[", StringComparison.Ordinal);
}
