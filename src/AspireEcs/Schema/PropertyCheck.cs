using System.Globalization;
using System.Text.Json;
using AspireEcs.Templates;

namespace AspireEcs.Schema;

/// <summary>Holds the properties of one resource against its schema.</summary>
internal sealed class PropertyCheck(ResourceSchema resource, TemplateDocument template, List<Finding> findings)
{
    private static readonly string[] TextFunctions = ["Fn::Sub", "Fn::Join", "Fn::Base64", "Fn::ToJsonString"];
    private static readonly string[] ListFunctions = ["Fn::Split", "Fn::GetAZs", "Fn::Cidr"];

    internal void Object(JsonElement value, IReadOnlyDictionary<string, PropertySchema> properties, string path)
    {
        foreach (var property in value.EnumerateObject())
        {
            var at = $"{path}.{property.Name}";
            if (properties.TryGetValue(property.Name, out var schema))
                Value(property.Value, schema.Type, at);
            else
                findings.Add(new Finding("schema-unknown-property", at, $"{resource.Type} has no property {property.Name} here.", Nearest.Remedy(property.Name, properties.Keys)));
        }
        foreach (var (name, schema) in properties)
        {
            if (schema.Required && (!value.TryGetProperty(name, out var given) || IsNoValue(given)))
                findings.Add(new Finding("schema-missing-property", path, $"{resource.Type} needs {name} here.", $"Give it {schema.Type.Describe()}."));
        }
    }

    private void Value(JsonElement value, PropertyType type, string path)
    {
        if (TemplateReference.IsFunction(value, out var function))
        {
            Function(function, type, path);
            return;
        }
        switch (type)
        {
            case PropertyType.OneOf one:
                AnyOf(value, one, path);
                break;
            case PropertyType.ListOf list when value.ValueKind == JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Value(item, list.Element, $"{path}[{index++}]");
                break;
            case PropertyType.MapOf map when value.ValueKind == JsonValueKind.Object:
                foreach (var entry in value.EnumerateObject())
                    Value(entry.Value, map.Element, $"{path}.{entry.Name}");
                break;
            case PropertyType.Definition definition when value.ValueKind == JsonValueKind.Object:
                Object(value, resource.Definition(definition.Name), path);
                break;
            case PropertyType.Primitive primitive:
                Primitive(value, primitive, path);
                break;
            default:
                Wrong(type, path, Kind(value));
                break;
        }
    }

    /// <summary>The findings of the alternative that fits best.</summary>
    private void AnyOf(JsonElement value, PropertyType.OneOf one, string path)
    {
        List<Finding>? fewest = null;
        foreach (var type in one.Types)
        {
            var found = new List<Finding>();
            new PropertyCheck(resource, template, found).Value(value, type, path);
            if (found.Count == 0)
                return;
            if (fewest is null || found.Count < fewest.Count)
                fewest = found;
        }
        findings.AddRange(fewest!);
    }

    private void Function(JsonProperty function, PropertyType type, string path)
    {
        if (function.Name == "Fn::If" && function.Value.ValueKind == JsonValueKind.Array && function.Value.GetArrayLength() == 3)
        {
            Value(function.Value[1], type, path);
            Value(function.Value[2], type, path);
        }
        else if (function.Name == "Condition")
        {
            Wrong(type, path, "a condition");
        }
        else if (GivesText(function) && !Takes(type, typeof(PropertyType.Primitive)))
        {
            Wrong(type, path, $"a text ({function.Name})");
        }
        else if (ListFunctions.Contains(function.Name) && !Takes(type, typeof(PropertyType.ListOf)) && !Takes(type, typeof(PropertyType.Primitive), "json"))
        {
            Wrong(type, path, $"a list ({function.Name})");
        }
    }

    private bool GivesText(JsonProperty function)
    {
        if (TextFunctions.Contains(function.Name))
            return true;
        if (function.Name != "Ref")
            return false;
        var name = function.Value.GetString()!;
        if (template.Resources.ContainsKey(name))
            return true;
        return template.Parameters.TryGetProperty(name, out var parameter) && parameter.ValueKind == JsonValueKind.Object
            && parameter.TryGetProperty("Type", out var type) && type.ValueKind == JsonValueKind.String
            && type.GetString() is { } kind && kind != "CommaDelimitedList" && !kind.Contains("List<", StringComparison.Ordinal);
    }

    private static bool Takes(PropertyType type, Type wanted, string? name = null) => type switch
    {
        PropertyType.OneOf one => one.Types.Any(each => Takes(each, wanted, name)),
        PropertyType.Primitive primitive when name is not null => primitive.Name == name,
        _ => type.GetType() == wanted,
    };

    private void Primitive(JsonElement value, PropertyType.Primitive type, string path)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.StartsWith("{{resolve:", StringComparison.Ordinal))
            return;
        var text = value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
        var fits = type.Name switch
        {
            "json" => true,
            "string" or "date-time" => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind is JsonValueKind.Number or JsonValueKind.String && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "number" => value.ValueKind is JsonValueKind.Number or JsonValueKind.String && double.TryParse(text, CultureInfo.InvariantCulture, out _),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False || text is "true" or "false",
            "tag" => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("Key", out _) && value.TryGetProperty("Value", out _) && value.EnumerateObject().Count() == 2,
            "null" => value.ValueKind == JsonValueKind.Null,
            _ => false,
        };
        if (!fits)
            Wrong(type, path, Kind(value));
        else if (type.Allowed.Count > 0 && !type.Allowed.Contains(text))
            findings.Add(new Finding("schema-value", path, $"{resource.Type} does not take '{text}' here.", Nearest.Remedy(text, type.Allowed)));
    }

    private void Wrong(PropertyType type, string path, string given) =>
        findings.Add(new Finding("schema-wrong-type", path, $"{resource.Type} was given {given} here.", $"Give it {type.Describe()}."));

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };

    private static bool IsNoValue(JsonElement value) => TemplateReference.IsFunction(value, out var function) && function.Name == "Ref" && function.Value.GetString() == "AWS::NoValue";
}
