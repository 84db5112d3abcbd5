using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Redis;

namespace Aspire.Hosting;

public static partial class RedisBuilderExtensions
{
    private const int InsightPort = 5540;
    private const int CommanderPort = 8081;

    /// <summary>Adds Redis Insight, one for all Redis servers of the application. It needs a container engine.</summary>
    /// <param name="builder">A server.</param>
    /// <param name="configureContainer">Changes the tool.</param>
    /// <param name="containerName">The name of the resource; <c>redisinsight</c>, if there is none.</param>
    public static IResourceBuilder<RedisResource> WithRedisInsight(
        this IResourceBuilder<RedisResource> builder,
        Action<IResourceBuilder<RedisInsightResource>>? configureContainer = null,
        string? containerName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        var insight = OneForAll(application, () => application.AddResource(new RedisInsightResource(containerName ?? "redisinsight"))
            .WithImage(RedisImages.Insight, RedisImages.InsightTag)
            .WithImageRegistry(RedisImages.Registry)
            .WithHttpEndpoint(targetPort: InsightPort, name: RedisInsightResource.EndpointName)
            .WithEnvironment(context => DescribeServersToInsight(application, context))
            .ExcludeFromManifest());
        configureContainer?.Invoke(insight);
        insight.WithRelationship(builder.Resource, "Redis");
        return builder;
    }

    /// <summary>Adds Redis Commander, one for all Redis servers of the application. It needs a container engine.</summary>
    /// <param name="builder">A server.</param>
    /// <param name="configureContainer">Changes the tool.</param>
    /// <param name="containerName">The name of the resource; <c>rediscommander</c>, if there is none.</param>
    public static IResourceBuilder<RedisResource> WithRedisCommander(
        this IResourceBuilder<RedisResource> builder,
        Action<IResourceBuilder<RedisCommanderResource>>? configureContainer = null,
        string? containerName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        var commander = OneForAll(application, () => application.AddResource(new RedisCommanderResource(containerName ?? "rediscommander"))
            .WithImage(RedisImages.Commander, RedisImages.CommanderTag)
            .WithImageRegistry(RedisImages.Registry)
            .WithHttpEndpoint(targetPort: CommanderPort, name: "http")
            .WithEnvironment(context => DescribeServersToCommander(application, context))
            .ExcludeFromManifest());
        configureContainer?.Invoke(commander);
        commander.WithRelationship(builder.Resource, "Redis");
        return builder;
    }

    /// <summary>Sets the port of this machine that the page is reached at.</summary>
    /// <param name="builder">The tool.</param>
    /// <param name="port">The port; <see langword="null"/> for a free one.</param>
    public static IResourceBuilder<RedisInsightResource> WithHostPort(this IResourceBuilder<RedisInsightResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(RedisInsightResource.EndpointName, endpoint => endpoint.Port = port);
    }

    /// <summary>Sets the port of this machine that the page is reached at.</summary>
    /// <param name="builder">The tool.</param>
    /// <param name="port">The port; <see langword="null"/> for a free one.</param>
    public static IResourceBuilder<RedisCommanderResource> WithHostPort(this IResourceBuilder<RedisCommanderResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint("http", endpoint => endpoint.Port = port);
    }

    /// <summary>Keeps the settings of the tool in a named volume.</summary>
    /// <param name="builder">The tool.</param>
    /// <param name="name">The name of the volume; one made of the names of the application and the resource, if there is none.</param>
    public static IResourceBuilder<RedisInsightResource> WithDataVolume(this IResourceBuilder<RedisInsightResource> builder, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/data");
    }

    /// <summary>Keeps the settings of the tool in a folder of this machine.</summary>
    /// <param name="builder">The tool.</param>
    /// <param name="source">The folder; a relative path starts at the AppHost's folder.</param>
    public static IResourceBuilder<RedisInsightResource> WithDataBindMount(this IResourceBuilder<RedisInsightResource> builder, string source)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithBindMount(source, "/data");
    }

    private static IResourceBuilder<T> OneForAll<T>(IDistributedApplicationBuilder application, Func<IResourceBuilder<T>> add) where T : IResource =>
        application.Resources.OfType<T>().SingleOrDefault() is { } existing ? application.CreateResourceBuilder(existing) : add();

    private static void DescribeServersToInsight(IDistributedApplicationBuilder application, EnvironmentCallbackContext context)
    {
        var number = 0;
        foreach (var redis in application.Resources.OfType<RedisResource>())
        {
            number++;
            context.EnvironmentVariables[$"RI_REDIS_HOST{number}"] = redis.Host;
            context.EnvironmentVariables[$"RI_REDIS_PORT{number}"] = redis.Port;
            context.EnvironmentVariables[$"RI_REDIS_ALIAS{number}"] = redis.Name;
            if (redis.PasswordParameter is { } password)
                context.EnvironmentVariables[$"RI_REDIS_PASSWORD{number}"] = password;
        }
    }

    private static void DescribeServersToCommander(IDistributedApplicationBuilder application, EnvironmentCallbackContext context)
    {
        // label:host:port:database:password, separated by commas
        var servers = new ReferenceExpressionBuilder();
        foreach (var redis in application.Resources.OfType<RedisResource>())
        {
            if (!servers.IsEmpty)
                servers.AppendLiteral(",");
            servers.Append($"{redis.Name}:{redis.Host}:{redis.Port}:0");
            if (redis.PasswordParameter is { } password)
                servers.Append($":{password}");
        }

        context.EnvironmentVariables["REDIS_HOSTS"] = servers.Build();
    }
}
