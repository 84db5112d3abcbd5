namespace AspireEcs.Schema;

/// <summary>What a change of a property does to its resource.</summary>
internal enum Replacement
{
    Never,

    /// <summary>CloudFormation decides from the values: some changes are made in place, others replace.</summary>
    Perhaps,

    Always,
}

/// <summary>One property of a resource type or of a definition within it.</summary>
internal sealed record PropertySchema(bool Required, Replacement Replacement, PropertyType Type)
{
    /// <summary>Reads the one-line form that eng/schema/make-schema.py writes, whose head says its grammar.</summary>
    internal static PropertySchema Parse(string text)
    {
        var at = 0;
        var required = Skip(text, ref at, '!');
        var replacement = Skip(text, ref at, '^') ? Replacement.Always : Skip(text, ref at, '~') ? Replacement.Perhaps : Replacement.Never;
        return new PropertySchema(required, replacement, Union(text, ref at));
    }

    private static PropertyType Union(string text, ref int at)
    {
        var first = One(text, ref at);
        if (at >= text.Length || text[at] != '|')
            return first;
        var types = new List<PropertyType> { first };
        while (Skip(text, ref at, '|'))
            types.Add(One(text, ref at));
        return new PropertyType.OneOf(types);
    }

    private static PropertyType One(string text, ref int at)
    {
        if (Skip(text, ref at, '['))
        {
            var element = Union(text, ref at);
            at++;
            return new PropertyType.ListOf(element);
        }
        if (Skip(text, ref at, '{'))
        {
            var element = Union(text, ref at);
            at++;
            return new PropertyType.MapOf(element);
        }
        if (Skip(text, ref at, '#'))
            return new PropertyType.Definition(Word(text, ref at));
        var name = Word(text, ref at);
        if (!Skip(text, ref at, '('))
            return new PropertyType.Primitive(name, []);
        var end = text.IndexOf(')', at);
        var allowed = text[at..end].Split(',');
        at = end + 1;
        return new PropertyType.Primitive(name, allowed);
    }

    private static string Word(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is not ('|' or ']' or '}' or '('))
            at++;
        return text[start..at];
    }

    private static bool Skip(string text, ref int at, char wanted)
    {
        if (at >= text.Length || text[at] != wanted)
            return false;
        at++;
        return true;
    }
}
