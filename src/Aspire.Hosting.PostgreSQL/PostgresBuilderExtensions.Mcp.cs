using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Postgres;

namespace Aspire.Hosting;

public static partial class PostgresBuilderExtensions
{
    private const int McpPort = 8000;

    /// <summary>Adds a server of the Model Context Protocol for a database, by which assistants look into it and run SQL. It needs a container engine.</summary>
    /// <param name="builder">A database.</param>
    /// <param name="configureContainer">Changes the server.</param>
    /// <param name="containerName">The name of the resource; that of the database and <c>-mcp</c>, if there is none.</param>
    [Experimental("ASPIREPOSTGRES001")]
    public static IResourceBuilder<PostgresDatabaseResource> WithPostgresMcp(
        this IResourceBuilder<PostgresDatabaseResource> builder,
        Action<IResourceBuilder<PostgresMcpContainerResource>>? configureContainer = null,
        string? containerName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var server = builder.ApplicationBuilder.AddResource(new PostgresMcpContainerResource(containerName ?? $"{builder.Resource.Name}-mcp"))
            .WithImage(PostgresImages.Mcp, PostgresImages.McpTag)
            .WithImageRegistry(PostgresImages.Registry)
            .WithHttpEndpoint(targetPort: McpPort, name: PostgresMcpContainerResource.EndpointName)
            .WithArgs("--transport=sse", "--access-mode=unrestricted")
            .WithEnvironment("DATABASE_URI", builder.Resource.UriExpression)
            .WaitFor(builder)
            .ExcludeFromManifest();
        configureContainer?.Invoke(server);
        server.WithRelationship(builder.Resource, "PostgresMcp");
        return builder;
    }
}
