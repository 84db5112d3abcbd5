namespace AspireEcs.Schema;

/// <summary>What a property of CloudFormation may hold.</summary>
internal abstract record PropertyType
{
    /// <summary>A single value: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>json</c>, <c>date-time</c>, <c>tag</c> or <c>null</c>.</summary>
    /// <param name="Name">The kind of value.</param>
    /// <param name="Allowed">The values it may have; empty where any will do.</param>
    internal sealed record Primitive(string Name, IReadOnlyList<string> Allowed) : PropertyType;

    internal sealed record ListOf(PropertyType Element) : PropertyType;

    internal sealed record MapOf(PropertyType Element) : PropertyType;

    /// <summary>An object whose properties a definition of the same resource says.</summary>
    internal sealed record Definition(string Name) : PropertyType;

    internal sealed record OneOf(IReadOnlyList<PropertyType> Types) : PropertyType;

    /// <summary>How a person would say it: "a list of strings", "true or false".</summary>
    internal string Describe() => this switch
    {
        ListOf list => $"a list, each of {list.Element.Describe()}",
        MapOf map => $"a map, each to {map.Element.Describe()}",
        Definition definition => $"an object ({definition.Name})",
        OneOf one => string.Join(" or ", one.Types.Select(type => type.Describe())),
        Primitive { Allowed.Count: > 0 } primitive => "one of " + string.Join(", ", primitive.Allowed),
        Primitive { Name: "boolean" } => "true or false",
        Primitive { Name: "integer" } => "a whole number",
        Primitive { Name: "json" } => "any JSON",
        Primitive { Name: "tag" } => "a tag with Key and Value",
        Primitive primitive => "a " + primitive.Name,
        _ => ToString(),
    };
}
