namespace Aspire.ClientIntegrations;

/// <summary>What Npgsql cannot read is refused by name, before it says something about an index in a string.</summary>
internal static class PostgresConnectionString
{
    /// <exception cref="InvalidOperationException">The connection string is a URI.</exception>
    internal static string Checked(string connectionString, string connectionName)
        => connectionString.TrimStart() is var text
            && (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
            ? throw new InvalidOperationException(
                $"The connection string '{connectionName}' is a URI, which Npgsql does not read. Write "
                + "Host=…;Port=…;Username=…;Password=…;Database=….")
            : connectionString;
}
