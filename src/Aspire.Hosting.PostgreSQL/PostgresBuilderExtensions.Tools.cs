using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Postgres;

namespace Aspire.Hosting;

public static partial class PostgresBuilderExtensions
{
    private const int PgAdminPort = 80;
    private const int PgWebPort = 8081;
    private const string HttpEndpointName = "http";

    /// <summary>Adds pgAdmin, one for all PostgreSQL servers of the application, which it opens without asking for passwords. It needs a container engine.</summary>
    /// <param name="builder">A server.</param>
    /// <param name="configureContainer">Changes the tool.</param>
    /// <param name="containerName">The name of the resource; <c>pgadmin</c>, if there is none.</param>
    public static IResourceBuilder<T> WithPgAdmin<T>(
        this IResourceBuilder<T> builder,
        Action<IResourceBuilder<PgAdminContainerResource>>? configureContainer = null,
        string? containerName = null) where T : PostgresServerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        var tool = OneForAll(application, () => application.AddResource(new PgAdminContainerResource(containerName ?? "pgadmin"))
            .WithImage(PostgresImages.PgAdmin, PostgresImages.PgAdminTag)
            .WithImageRegistry(PostgresImages.Registry)
            .WithHttpEndpoint(targetPort: PgAdminPort, name: HttpEndpointName)
            .WithEnvironment("PGADMIN_CONFIG_MASTER_PASSWORD_REQUIRED", "False")
            .WithEnvironment("PGADMIN_CONFIG_SERVER_MODE", "False")
            .WithEnvironment("PGADMIN_DEFAULT_EMAIL", "admin@domain.com")
            .WithEnvironment("PGADMIN_DEFAULT_PASSWORD", "admin")
            .WithContainerFiles(PgAdminServers.Folder, (_, cancellationToken) => PgAdminServers.MakeAsync(application, cancellationToken))
            .ExcludeFromManifest());
        configureContainer?.Invoke(tool);
        tool.WithRelationship(builder.Resource, "PgAdmin");
        return builder;
    }

    /// <summary>Adds pgweb, one for all PostgreSQL servers of the application, with a bookmark for each database. It needs a container engine.</summary>
    /// <param name="builder">A server.</param>
    /// <param name="configureContainer">Changes the tool.</param>
    /// <param name="containerName">The name of the resource; <c>pgweb</c>, if there is none.</param>
    public static IResourceBuilder<PostgresServerResource> WithPgWeb(
        this IResourceBuilder<PostgresServerResource> builder,
        Action<IResourceBuilder<PgWebContainerResource>>? configureContainer = null,
        string? containerName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        var tool = OneForAll(application, () => application.AddResource(new PgWebContainerResource(containerName ?? "pgweb"))
            .WithImage(PostgresImages.PgWeb, PostgresImages.PgWebTag)
            .WithImageRegistry(PostgresImages.Registry)
            .WithHttpEndpoint(targetPort: PgWebPort, name: HttpEndpointName)
            .WithArgs("--sessions", $"--bookmarks-dir={PgWebBookmarks.Folder}")
            .WithContainerFiles(PgWebBookmarks.Folder, (_, cancellationToken) => PgWebBookmarks.MakeAsync(application, cancellationToken))
            .WithHttpHealthCheck()
            .ExcludeFromManifest());
        configureContainer?.Invoke(tool);
        tool.WithRelationship(builder.Resource, "PgWeb");
        return builder;
    }

    /// <summary>Sets the port of this machine that the page is reached at.</summary>
    /// <param name="builder">The tool.</param>
    /// <param name="port">The port; <see langword="null"/> for a free one.</param>
    public static IResourceBuilder<PgAdminContainerResource> WithHostPort(this IResourceBuilder<PgAdminContainerResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(HttpEndpointName, endpoint => endpoint.Port = port);
    }

    /// <summary>Sets the port of this machine that the page is reached at.</summary>
    /// <param name="builder">The tool.</param>
    /// <param name="port">The port; <see langword="null"/> for a free one.</param>
    public static IResourceBuilder<PgWebContainerResource> WithHostPort(this IResourceBuilder<PgWebContainerResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(HttpEndpointName, endpoint => endpoint.Port = port);
    }

    private static IResourceBuilder<T> OneForAll<T>(IDistributedApplicationBuilder application, Func<IResourceBuilder<T>> add) where T : IResource =>
        application.Resources.OfType<T>().SingleOrDefault() is { } existing ? application.CreateResourceBuilder(existing) : add();
}
