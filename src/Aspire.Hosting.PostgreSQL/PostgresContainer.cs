namespace Aspire.Hosting.Postgres;

/// <summary>What the image of PostgreSQL calls things.</summary>
internal static class PostgresContainer
{
    internal const string EndpointName = "tcp";
    internal const int Port = 5432;

    internal const string DefaultUser = "postgres";

    /// <summary>The database that every server has.</summary>
    internal const string DefaultDatabase = "postgres";

    /// <summary>The folder that data is kept below, by version.</summary>
    internal const string DataTarget = "/var/lib/postgresql";

    /// <summary>Scripts in this folder are run when the data is made.</summary>
    internal const string ScriptsTarget = "/docker-entrypoint-initdb.d";

    internal const string UserVariable = "POSTGRES_USER";
    internal const string PasswordVariable = "POSTGRES_PASSWORD";
    internal const string DatabaseVariable = "POSTGRES_DB";
    internal const string InitdbArgumentsVariable = "POSTGRES_INITDB_ARGS";
    internal const string AuthenticationVariable = "POSTGRES_HOST_AUTH_METHOD";
}
