using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class PostgresBuilderExtensions
{
    /// <summary>Adds a database. It is created when the server is ready and does not have it yet.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The name of the resource, and of the connection string.</param>
    /// <param name="databaseName">The name of the database; that of the resource, if there is none.</param>
    /// <exception cref="DistributedApplicationException">The server has a database of that name already.</exception>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        var server = builder.Resource;
        var database = new PostgresDatabaseResource(name, databaseName ?? name, server);
        if (server.Databases.FirstOrDefault(other => other.Value == database.DatabaseName) is { Key: { } other })
        {
            throw new DistributedApplicationException(
                $"The server '{server.Name}' already has the database '{database.DatabaseName}', as the resource '{other}'. Give the resource '{name}' another databaseName.");
        }

        server.Add(database);
        var healthCheck = $"{name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            healthCheck, _ => new PostgresHealthCheck(database, server.PasswordParameter), failureStatus: null, tags: null));
        return builder.ApplicationBuilder.AddResource(database).WithHealthCheck(healthCheck).WithAnnotation(new OwnStartAnnotation());
    }

    /// <summary>Sets the SQL that creates the database, in place of <c>CREATE DATABASE</c> with its name. It is run while the server does not have the database.</summary>
    /// <param name="builder">The database.</param>
    /// <param name="script">The SQL. It is run in the database <c>postgres</c>, as the administrator.</param>
    public static IResourceBuilder<PostgresDatabaseResource> WithCreationScript(this IResourceBuilder<PostgresDatabaseResource> builder, string script)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(script);
        return builder.WithAnnotation(new CreationScriptAnnotation(script), ResourceAnnotationMutationBehavior.Replace);
    }
}
