using System.Data.Common;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of a PostgreSQL server. It is created when the server is ready.</summary>
/// <param name="name">The name of the resource.</param>
/// <param name="databaseName">The name of the database.</param>
/// <param name="postgresParentResource">The server.</param>
public class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource postgresParentResource)
    : Resource(name), IResourceWithParent<PostgresServerResource>, IResourceWithConnectionString
{
    /// <summary>The server.</summary>
    public PostgresServerResource Parent { get; } = postgresParentResource ?? throw new ArgumentNullException(nameof(postgresParentResource));

    /// <summary>The name of the database.</summary>
    public string DatabaseName { get; } = string.IsNullOrEmpty(databaseName)
        ? throw new ArgumentException("A database needs a name.", nameof(databaseName))
        : databaseName;

    /// <summary>The connection string as Npgsql reads it.</summary>
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            // Quoted where the name would end the value.
            var database = new DbConnectionStringBuilder { ["Database"] = DatabaseName }.ConnectionString["Database=".Length..];
            return ReferenceExpression.Create($"{Parent};Database={database}");
        }
    }

    /// <summary>The address as a URI: <c>postgresql://user:password@host:port/database</c>.</summary>
    public ReferenceExpression UriExpression => Parent.UriTo(DatabaseName);

    /// <summary>The address for Java, without user and password: <c>jdbc:postgresql://host:port/database</c>.</summary>
    public ReferenceExpression JdbcConnectionString => Parent.JdbcTo(DatabaseName);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        .. Parent.LoginProperties,
        new("Uri", UriExpression),
        new("JdbcConnectionString", JdbcConnectionString),
        new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}")),
    ];
}
