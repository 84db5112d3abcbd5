using Npgsql;

namespace Api.Database;

/// <summary>Tells a database that is away for a moment from one that says no.</summary>
internal static class DatabaseLoss
{
    /// <summary>No connection, a server that starts or stops, or tables that <see cref="SchemaUpdate"/> is about to make.</summary>
    public static bool MayPass(Exception failure) => failure switch
    {
        PostgresException answer => answer.IsTransient || answer.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidCatalogName,
        NpgsqlException => true,
        _ => false,
    };
}
