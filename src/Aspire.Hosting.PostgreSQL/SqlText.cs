namespace Aspire.Hosting.Postgres;

/// <summary>Writes names and texts into SQL.</summary>
internal static class SqlText
{
    internal static string Identifier(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    internal static string Literal(string value) => '\'' + value.Replace("'", "''", StringComparison.Ordinal) + '\'';
}
