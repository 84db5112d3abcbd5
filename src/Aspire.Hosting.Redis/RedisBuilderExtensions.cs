using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds Redis to an application.</summary>
public static partial class RedisBuilderExtensions
{
    private const int RedisPort = 6379;

    /// <summary>Adds a Redis server that needs a generated password.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource, and of the connection string.</param>
    /// <param name="port">The port of this machine to reach it at; a free one, if there is none.</param>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port) =>
        builder.AddRedis(name, port, password: null);

    /// <summary>Adds a Redis server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource, and of the connection string.</param>
    /// <param name="port">The port of this machine to reach it at; a free one, if there is none.</param>
    /// <param name="password">The password that clients need; a generated one, if there is none. <see cref="WithPassword"/> can take it away.</param>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder,
        string name,
        int? port = null,
        IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        var redis = new RedisResource(
            name,
            password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false));
        var healthCheck = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            healthCheck, _ => new RedisHealthCheck(redis), failureStatus: null, tags: null));

        return builder.AddResource(redis)
            .WithEndpoint(port: port, targetPort: RedisPort, scheme: "redis", name: RedisLocalService.EndpointName)
            .WithImage(RedisImages.Redis, RedisImages.RedisTag)
            .WithImageRegistry(RedisImages.Registry)
            .WithHealthCheck(healthCheck)
            .WithEntrypoint("/bin/sh")
            .WithEnvironment(context =>
            {
                if (redis.PasswordParameter is { } required)
                    context.EnvironmentVariables[RedisLocalService.PasswordVariable] = required;
            })
            .WithArgs(context =>
            {
                context.Args.Add("-c");
                context.Args.Add(context.ExecutionContext.IsPublishMode ? RedisContainerCommand.Publish(redis) : RedisContainerCommand.Run(redis));
            })
            .WithAnnotation(new LocalServiceAnnotation(new RedisLocalService(redis, builder.Configuration)));
    }

    /// <summary>Sets the password that clients need.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="password">The password; <see langword="null"/> lets everybody in.</param>
    public static IResourceBuilder<RedisResource> WithPassword(this IResourceBuilder<RedisResource> builder, IResourceBuilder<ParameterResource>? password)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.SetPassword(password?.Resource);
        return builder;
    }

    /// <summary>Sets the port of this machine that the server is reached at.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="port">The port; <see langword="null"/> for a free one.</param>
    public static IResourceBuilder<RedisResource> WithHostPort(this IResourceBuilder<RedisResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(RedisLocalService.EndpointName, endpoint => endpoint.Port = port);
    }
}
