using System.Text.Json;
using AspireEcs.Schema;

namespace AspireEcs.Templates;

/// <summary>A place in a template that takes its value from elsewhere: <c>Ref</c>, <c>Fn::GetAtt</c>, <c>Fn::Sub</c> or a condition.</summary>
/// <param name="Target">A resource, a parameter or a condition.</param>
/// <param name="Attribute">What <c>Fn::GetAtt</c> asks for; null for the others.</param>
/// <param name="IsCondition">Whether <paramref name="Target"/> is a condition's name.</param>
/// <param name="Path">Where it stands, without the function's own name.</param>
internal sealed record TemplateReference(string Target, string? Attribute, bool IsCondition, IReadOnlyList<string> Path)
{
    /// <summary>Whether CloudFormation itself gives the value, such as <c>AWS::Region</c>.</summary>
    internal bool IsPseudo => Target.StartsWith("AWS::", StringComparison.Ordinal);

    /// <summary>All references within a value, in its order.</summary>
    internal static IEnumerable<TemplateReference> In(JsonElement value, params IEnumerable<string> path) => Walk(value, [.. path]);

    /// <summary>Whether an object is a function of CloudFormation, rather than a value.</summary>
    internal static bool IsFunction(JsonElement value, out JsonProperty function)
    {
        function = default;
        if (value.ValueKind != JsonValueKind.Object)
            return false;
        using var properties = value.EnumerateObject();
        if (!properties.MoveNext())
            return false;
        function = properties.Current;
        return !properties.MoveNext() && (function.Name is "Ref" or "Condition" && function.Value.ValueKind == JsonValueKind.String
            || function.Name.StartsWith("Fn::", StringComparison.Ordinal));
    }

    private static IEnumerable<TemplateReference> Walk(JsonElement value, string[] path)
    {
        if (IsFunction(value, out var function))
            return Function(function, path);
        return value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Walk(property.Value, [.. path, property.Name])),
            JsonValueKind.Array => value.EnumerateArray().Zip(ListSteps.Of(value)).SelectMany(item => Walk(item.First, [.. path, item.Second])),
            _ => [],
        };
    }

    private static IEnumerable<TemplateReference> Function(JsonProperty function, string[] path)
    {
        switch (function.Name)
        {
            case "Ref":
                return [new TemplateReference(function.Value.GetString()!, null, false, path)];
            case "Condition":
                return [new TemplateReference(function.Value.GetString()!, null, true, path)];
            case "Fn::GetAtt":
                return GetAtt(function.Value, path);
            case "Fn::Sub":
                return Sub(function.Value, path);
            case "Fn::If" when function.Value is { ValueKind: JsonValueKind.Array } branches && branches.GetArrayLength() == 3 && branches[0].ValueKind == JsonValueKind.String:
                return [new TemplateReference(branches[0].GetString()!, null, true, path), .. Walk(branches[1], path), .. Walk(branches[2], path)];
            default:
                // An argument's position is no place in the template that a person would look for.
                return function.Value.ValueKind == JsonValueKind.Array
                    ? function.Value.EnumerateArray().SelectMany(argument => Walk(argument, path))
                    : Walk(function.Value, path);
        }
    }

    private static IEnumerable<TemplateReference> GetAtt(JsonElement asked, string[] path)
    {
        if (asked.ValueKind == JsonValueKind.Array && asked.GetArrayLength() == 2 && asked[0].ValueKind == JsonValueKind.String)
            return asked[1].ValueKind == JsonValueKind.String ? [new TemplateReference(asked[0].GetString()!, asked[1].GetString(), false, path)] : Walk(asked[1], path);
        return asked.ValueKind == JsonValueKind.String ? [Dotted(asked.GetString()!, path)] : [];
    }

    private static IEnumerable<TemplateReference> Sub(JsonElement asked, string[] path)
    {
        var text = asked.ValueKind == JsonValueKind.Array && asked.GetArrayLength() == 2 ? asked[0] : asked;
        if (text.ValueKind != JsonValueKind.String)
            yield break;
        var own = new HashSet<string>(StringComparer.Ordinal);
        if (asked.ValueKind == JsonValueKind.Array && asked[1].ValueKind == JsonValueKind.Object)
        {
            foreach (var variable in asked[1].EnumerateObject())
            {
                own.Add(variable.Name);
                foreach (var inside in Walk(variable.Value, path))
                    yield return inside;
            }
        }
        foreach (var name in Variables(text.GetString()!))
        {
            if (!own.Contains(name))
                yield return Dotted(name, path);
        }
    }

    /// <summary>The names in <c>${…}</c>; <c>${!…}</c> is text.</summary>
    private static IEnumerable<string> Variables(string text)
    {
        for (var start = text.IndexOf("${", StringComparison.Ordinal); start >= 0; start = text.IndexOf("${", start + 2, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            if (end < 0)
                yield break;
            if (text[start + 2] != '!')
                yield return text[(start + 2)..end].Trim();
        }
    }

    private static TemplateReference Dotted(string name, string[] path)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? new TemplateReference(name, null, false, path) : new TemplateReference(name[..dot], name[(dot + 1)..], false, path);
    }
}
