using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL to an application.</summary>
public static partial class PostgresBuilderExtensions
{
    /// <summary>Adds a PostgreSQL server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource, and of the connection string.</param>
    /// <param name="userName">The name of the administrator; <c>postgres</c>, if there is none.</param>
    /// <param name="password">The password of the administrator; a generated one, if there is none.</param>
    /// <param name="port">The port of this machine to reach it at; a free one, if there is none.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        var server = new PostgresServerResource(
            name,
            userName?.Resource,
            password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password"));
        var healthCheck = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            healthCheck, _ => new PostgresHealthCheck(server, server.PasswordParameter), failureStatus: null, tags: null));

        return builder.AddResource(server)
            .WithEndpoint(port: port, targetPort: PostgresContainer.Port, name: PostgresContainer.EndpointName)
            .WithImage(PostgresImages.Postgres, PostgresImages.PostgresTag)
            .WithImageRegistry(PostgresImages.Registry)
            .WithEnvironment(PostgresContainer.AuthenticationVariable, "scram-sha-256")
            .WithEnvironment(PostgresContainer.InitdbArgumentsVariable, "--auth-host=scram-sha-256 --auth-local=scram-sha-256")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables[PostgresContainer.UserVariable] = server.UserNameReference;
                context.EnvironmentVariables[PostgresContainer.PasswordVariable] = server.PasswordParameter;
            })
            .WithHealthCheck(healthCheck)
            .WithAnnotation(new LocalServiceAnnotation(new PostgresLocalService(builder.Configuration)))
            .OnResourceReady(DatabaseCreation.CreateAllAsync);
    }

    /// <summary>Sets the name of the administrator.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="userName">The name.</param>
    public static IResourceBuilder<PostgresServerResource> WithUserName(this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> userName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(userName);
        builder.Resource.UserNameParameter = userName.Resource;
        return builder;
    }

    /// <summary>Sets the password of the administrator.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="password">The password.</param>
    public static IResourceBuilder<PostgresServerResource> WithPassword(this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> password)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(password);
        builder.Resource.PasswordParameter = password.Resource;
        return builder;
    }

    /// <summary>Sets the port of this machine that the server is reached at.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="port">The port; <see langword="null"/> for a free one.</param>
    public static IResourceBuilder<PostgresServerResource> WithHostPort(this IResourceBuilder<PostgresServerResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(PostgresContainer.EndpointName, endpoint => endpoint.Port = port);
    }
}
