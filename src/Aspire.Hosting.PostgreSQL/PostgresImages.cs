namespace Aspire.Hosting.Postgres;

/// <summary>The images of PostgreSQL and of the tools that look into it.</summary>
internal static class PostgresImages
{
    internal const string Registry = "docker.io";

    internal const string Postgres = "library/postgres";
    internal const string PostgresTag = "18.3";

    internal const string PgAdmin = "dpage/pgadmin4";
    internal const string PgAdminTag = "9.9.0";

    internal const string PgWeb = "sosedoff/pgweb";
    internal const string PgWebTag = "0.16.2";

    internal const string Mcp = "crystaldba/postgres-mcp";
    internal const string McpTag = "0.3.0";
}
