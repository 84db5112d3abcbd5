using System.Globalization;
using System.Text.Json;

namespace AspireEcs.Templates;

/// <summary>Works out values of a template as far as that can be done without AWS: parameters, mappings and conditions.</summary>
/// <param name="stack">The template with the values of its parameters.</param>
/// <param name="region">The region it is deployed to.</param>
internal sealed class TemplateValues(StackTemplate stack, string region)
{
    internal string Region => region;

    /// <summary>Whether the resource is made at all; one whose condition cannot be worked out is taken to be.</summary>
    internal bool IsMade(TemplateResource resource) => resource.Text("Condition") is not { } condition || Condition(condition) != false;

    /// <summary>A property as text; null where there is none, or where AWS alone knows it.</summary>
    internal string? Text(JsonElement within, params ReadOnlySpan<string> path) => Find(within, path) is { } value ? Text(value) : null;

    /// <summary>A property as a number.</summary>
    internal decimal? Number(JsonElement within, params ReadOnlySpan<string> path) =>
        decimal.TryParse(Text(within, path), CultureInfo.InvariantCulture, out var number) ? number : null;

    internal bool IsTrue(JsonElement within, params ReadOnlySpan<string> path) => string.Equals(Text(within, path), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The items of a list; empty where there is none.</summary>
    internal IReadOnlyList<JsonElement> List(JsonElement within, params ReadOnlySpan<string> path) => Find(within, path) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    /// <summary>The resource that a property refers to.</summary>
    internal TemplateResource? Target(JsonElement within, string property) =>
        within.TryGetProperty(property, out var value)
            ? TemplateReference.In(value).Select(reference => stack.Template.Resources.GetValueOrDefault(reference.Target)).FirstOrDefault(target => target is not null)
            : null;

    internal JsonElement? Find(JsonElement within, ReadOnlySpan<string> path)
    {
        JsonElement? value = Chosen(within);
        foreach (var step in path)
        {
            if (value is not { ValueKind: JsonValueKind.Object } inside || !inside.TryGetProperty(step, out var next))
                return null;
            value = Chosen(next);
        }
        return value;
    }

    /// <summary>The branch of <c>Fn::If</c> that holds, else the value itself.</summary>
    private JsonElement? Chosen(JsonElement value)
    {
        while (TemplateReference.IsFunction(value, out var function) && function.Name == "Fn::If" && function.Value.GetArrayLength() == 3)
            value = function.Value[Condition(function.Value[0].GetString()!) == false ? 2 : 1];
        return TemplateReference.IsFunction(value, out var left) && left.Name == "Ref" && left.Value.GetString() == "AWS::NoValue" ? null : value;
    }

    private string? Text(JsonElement value)
    {
        if (!TemplateReference.IsFunction(value, out var function))
            return value.ValueKind == JsonValueKind.String ? value.GetString() : value.ValueKind is JsonValueKind.Null ? null : value.GetRawText();
        return function.Name switch
        {
            "Ref" when function.Value.GetString() == "AWS::Region" => region,
            "Ref" => stack.Parameter(function.Value.GetString()!),
            "Fn::FindInMap" when function.Value is { ValueKind: JsonValueKind.Array } keys && keys.GetArrayLength() >= 3 => Mapped(keys),
            "Fn::If" => Chosen(value) is { } chosen ? Text(chosen) : null,
            _ => null,
        };
    }

    private string? Mapped(JsonElement keys)
    {
        JsonElement? at = stack.Template.Mappings;
        foreach (var key in keys.EnumerateArray().Take(3))
            at = at is { ValueKind: JsonValueKind.Object } map && Text(key) is { } name && map.TryGetProperty(name, out var next) ? next : null;
        return at is { } found ? Text(found) : null;
    }

    private bool? Condition(string name) => stack.Template.Conditions.TryGetProperty(name, out var condition) ? Holds(condition) : null;

    private bool? Holds(JsonElement condition)
    {
        if (!TemplateReference.IsFunction(condition, out var function))
            return null;
        if (function.Name == "Condition")
            return Condition(function.Value.GetString()!);
        if (function.Value.ValueKind != JsonValueKind.Array)
            return null;
        var arguments = function.Value.EnumerateArray().ToArray();
        return function.Name switch
        {
            "Fn::Equals" when arguments.Length == 2 => Text(arguments[0]) is { } left && Text(arguments[1]) is { } right ? left == right : null,
            "Fn::Not" when arguments.Length == 1 => !Holds(arguments[0]),
            "Fn::And" => arguments.Select(Holds).Aggregate((bool?)true, (one, other) => one & other),
            "Fn::Or" => arguments.Select(Holds).Aggregate((bool?)false, (one, other) => one | other),
            _ => null,
        };
    }
}
