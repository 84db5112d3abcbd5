using System.Text.RegularExpressions;
using AspireEcs.Manifests;
using static AspireEcs.Manifests.Expression;

namespace AspireEcs.Graph;

/// <summary>The databases of a PostgreSQL server. RDS makes one; others are made by a migration, and the settings say so.</summary>
internal static partial class Databases
{
    /// <exception cref="RefusedException">A name that RDS does not take, or a second database that nobody makes.</exception>
    internal static (string? First, IReadOnlyList<string> Others) Of(SystemGraph graph, StoreNode store)
    {
        var declared = graph.Manifest.Resources.OfType<ValueResource>().Select(value => On(store, value)).OfType<string>().Distinct().ToList();
        var first = store.Provision.Database
            ?? declared.FirstOrDefault(name => !store.Provision.MigratedDatabases.Contains(name))
            ?? (store.Container is null ? store.Name.Replace('-', '_') : null);
        if (first is not null && !DatabaseName().IsMatch(first))
            throw new RefusedException("postgres-database", store.Name, $"RDS cannot make a database with the name '{first}'.", $"Use letters, digits and underscores; or set resources.{store.Name}.provision.database to another, and list this one under migratedDatabases if your migration makes it.");
        var others = declared.Where(name => name != first).ToList();
        if (others.FirstOrDefault(name => !store.Provision.MigratedDatabases.Contains(name)) is { } unmade)
            throw new RefusedException("postgres-database", store.Name, $"RDS makes one database, '{first}', and nobody would make '{unmade}'.", $"Let your migration make it and list it under resources.{store.Name}.provision.migratedDatabases, or give it a server of its own.");
        return (first, others);
    }

    private static string? On(StoreNode store, ValueResource value) =>
        value.Text.Pieces is [Reference { Path: ["connectionString"] } server, Literal rest] && server.Resource.Equals(store.Name, StringComparison.OrdinalIgnoreCase)
        && rest.Text.Split(';').FirstOrDefault(part => part.StartsWith("Database=", StringComparison.OrdinalIgnoreCase)) is { } part
            ? part["Database=".Length..]
            : null;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,62}$")]
    private static partial Regex DatabaseName();
}
