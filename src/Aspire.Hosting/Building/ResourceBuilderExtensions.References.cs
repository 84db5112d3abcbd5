using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Building;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives the resource the connection string of another, as <c>ConnectionStrings__name</c>, and its parts as <c>NAME_HOST</c>, <c>NAME_PORT</c>, …</summary>
    /// <param name="builder">The resource that receives it.</param>
    /// <param name="source">The resource that has it.</param>
    /// <param name="connectionName">The name to receive it under; that of the source, if there is none.</param>
    /// <param name="optional">Whether the resource starts without it where it is not known.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false) where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        builder.WithReferenceRelationship(resource);
        return builder.WithEnvironment(context => ConnectionEnvironment.Add(
            context.EnvironmentVariables, resource, connectionName, optional, builder.Resource.ReferenceFlags()));
    }

    /// <summary>Lets the resource find another by its name: each endpoint is given as <c>services__name__endpoint__0</c> and <c>NAME_ENDPOINT</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.ReferToEndpoints(source.Resource, null, source.Resource.Name);
    }

    /// <summary>Lets the resource find another by a name of its choice.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        return builder.ReferToEndpoints(source.Resource, null, name);
    }

    /// <summary>Lets the resource find one endpoint of another.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return builder.ReferToEndpoints(endpointReference.Resource, endpointReference, endpointReference.Resource.Name);
    }

    /// <summary>Lets the resource find a service at a fixed URL, as <c>services__name__default__0</c>.</summary>
    /// <exception cref="InvalidOperationException">The URL is not absolute, or has a path.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri)
        {
            throw new InvalidOperationException($"The URL of the service '{name}' has to be absolute, for example https://example.com/.");
        }

        if (uri.AbsolutePath != "/")
        {
            throw new InvalidOperationException($"The URL '{uri}' of the service '{name}' has a path. Services are found by scheme, host and port: leave the path to the requests.");
        }

        return builder.WithEnvironment(context =>
        {
            context.EnvironmentVariables[ServiceEnvironment.DiscoveryName(name, "default")] = uri.ToString();
            context.EnvironmentVariables[ServiceEnvironment.Upper(name)] = uri.ToString();
        });
    }

    /// <summary>Lets the resource find an external service by its name.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<ExternalServiceResource> externalService)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(externalService);
        var service = externalService.Resource;
        builder.WithReferenceRelationship(service);
        return builder.WithEnvironment(context => ServiceEnvironment.AddExternalAsync(context, service));
    }

    /// <summary>Chooses what references put into the environment of the resource. By default everything.</summary>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Adds a property to those of a connection, or replaces one.</summary>
    public static IResourceBuilder<T> WithConnectionProperty<T>(this IResourceBuilder<T> builder, string name, ReferenceExpression value) where T : IResourceWithConnectionString
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ConnectionPropertyAnnotation(name, value));
    }

    /// <summary>Adds a property to those of a connection, or replaces one.</summary>
    public static IResourceBuilder<T> WithConnectionProperty<T>(this IResourceBuilder<T> builder, string name, string value) where T : IResourceWithConnectionString =>
        builder.WithConnectionProperty(name, ReferenceExpression.Create($"{value}"));

    /// <summary>Gives out the connection string of another resource in place of the resource's own.</summary>
    public static IResourceBuilder<T> WithConnectionStringRedirection<T>(this IResourceBuilder<T> builder, IResourceWithConnectionString resource) where T : IResourceWithConnectionString
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ConnectionStringRedirectAnnotation(resource), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>A property of a connection.</summary>
    /// <exception cref="InvalidOperationException">The connection has no such property.</exception>
    public static ReferenceExpression GetConnectionProperty(this IResourceWithConnectionString resource, string key)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return ConnectionEnvironment.PropertiesOf(resource).TryGetValue(key, out var value)
            ? value
            : throw new InvalidOperationException($"The connection of the resource '{resource.Name}' has no property '{key}'.");
    }

    private static IResourceBuilder<TDestination> ReferToEndpoints<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceWithEndpoints source, EndpointReference? one, string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WithReferenceRelationship(source);

        // One annotation for each source: referring to it twice adds up.
        var earlier = builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().SingleOrDefault(annotation => annotation.Resource == source && annotation.Name == name);
        if (earlier is null)
        {
            earlier = new EndpointReferenceAnnotation(source) { Name = name };
            builder.WithAnnotation(earlier);
            builder.WithEnvironment(context => ServiceEnvironment.AddEndpoints(context.EnvironmentVariables, earlier, builder.Resource.ReferenceFlags()));
        }

        if (one is null)
        {
            earlier.UseAllEndpoints = true;
        }
        else
        {
            earlier.EndpointNames.Add(one.EndpointName);
        }

        return builder;
    }

    private static ReferenceEnvironmentInjectionFlags ReferenceFlags(this IResource resource) =>
        resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var annotation) ? annotation.Flags : ReferenceEnvironmentInjectionFlags.All;
}
