using System.Text.Json;

namespace AspireEcs.Schema;

/// <summary>One resource type of CloudFormation: its properties, its attributes and the objects within it.</summary>
internal sealed class ResourceSchema
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, PropertySchema>> _definitions = new(StringComparer.Ordinal);

    private ResourceSchema(string type, JsonElement written)
    {
        Type = type;
        Properties = Read(written.GetProperty("properties"));
        Attributes = written.GetProperty("attributes").EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal);
        NameProperty = written.TryGetProperty("name", out var name) ? name.GetString() : null;
        if (!written.TryGetProperty("definitions", out var definitions))
            return;
        foreach (var definition in definitions.EnumerateObject())
            _definitions[definition.Name] = Read(definition.Value);
    }

    internal string Type { get; }

    internal IReadOnlyDictionary<string, PropertySchema> Properties { get; }

    /// <summary>What <c>Fn::GetAtt</c> can ask for, such as <c>PrimaryEndPoint.Address</c>.</summary>
    internal IReadOnlySet<string> Attributes { get; }

    /// <summary>
    /// The property that gives the resource a name of its own. CloudFormation makes the new one before it deletes the old one, so it
    /// refuses to replace a resource whose name stays.
    /// </summary>
    internal string? NameProperty { get; }

    internal static ResourceSchema Read(string type, JsonElement written) => new(type, written);

    internal IReadOnlyDictionary<string, PropertySchema> Definition(string name) => _definitions[name];

    /// <summary>The schema of a property and of everything on the way to it; list positions and map keys are passed over.</summary>
    /// <param name="path">Such as <c>["NetworkConfiguration", "AwsvpcConfiguration", "Subnets", "0"]</c>.</param>
    internal IEnumerable<PropertySchema> Along(IEnumerable<string> path)
    {
        var properties = Properties;
        PropertyType? inside = null;
        foreach (var step in path)
        {
            if (inside is PropertyType.ListOf list)
            {
                inside = list.Element;
            }
            else if (inside is PropertyType.MapOf map)
            {
                inside = map.Element;
            }
            else
            {
                if (properties is null || !properties.TryGetValue(step, out var property))
                    yield break;
                yield return property;
                inside = property.Type is PropertyType.OneOf one ? one.Types[0] : property.Type;
            }
            if (inside is PropertyType.Definition definition)
            {
                properties = _definitions[definition.Name];
                inside = null;
            }
            else if (inside is PropertyType.Primitive)
            {
                properties = null;
            }
        }
    }

    private static Dictionary<string, PropertySchema> Read(JsonElement properties)
    {
        var read = new Dictionary<string, PropertySchema>(StringComparer.Ordinal);
        foreach (var property in properties.EnumerateObject())
            read[property.Name] = PropertySchema.Parse(property.Value.GetString()!);
        return read;
    }
}
