using System.Reflection;

namespace Api.Database;

/// <summary>The embedded SQL scripts that make up the schema. A script that was released is never changed: add the next one.</summary>
internal static class SchemaScripts
{
    private const string Prefix = "Api.Database.Scripts.";
    private static readonly Assembly Assembly = typeof(SchemaScripts).Assembly;

    /// <summary>In the order in which they are applied, which is that of their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal)];

    public static string Read(string name)
    {
        using var script = new StreamReader(Assembly.GetManifestResourceStream(Prefix + name)!);
        return script.ReadToEnd();
    }
}
