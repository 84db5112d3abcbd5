using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Building;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Makes the health of the resource depend on a health check of the AppHost's services.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="key">The name under which the check is registered.</param>
    /// <exception cref="DistributedApplicationException">The resource has that check already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(key);
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(one => one.Key == key))
        {
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        }

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>Makes the resource healthy when it answers a GET request as expected.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to ask for; <c>/</c>, if there is none.</param>
    /// <param name="statusCode">The status that is expected; 200, if there is none.</param>
    /// <param name="endpointName">The endpoint to ask; that called <c>http</c> or <c>https</c>, or the first with such a scheme, if there is none.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithHttpHealthCheck(() => HttpEndpoints.Select(builder.Resource, endpointName, "has an HTTP health check"), path, statusCode);
    }

    /// <summary>Makes the resource healthy when an endpoint answers a GET request as expected.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointSelector">Chooses the endpoint, when the application starts.</param>
    /// <param name="path">The path to ask for; <c>/</c>, if there is none.</param>
    /// <param name="statusCode">The status that is expected; 200, if there is none.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (path?.Contains("://", StringComparison.Ordinal) == true)
        {
            throw new DistributedApplicationException($"The resource '{builder.Resource.Name}' has an HTTP health check with the path '{path}', which is a whole URL. Give the path alone, such as /health: host and port are those of the endpoint.");
        }

        var select = endpointSelector ?? (() => HttpEndpoints.Select(builder.Resource, null, "has an HTTP health check"));
        var expected = statusCode ?? 200;
        var key = $"{builder.Resource.Name}_http_{path ?? "/"}_{expected}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new(
            key,
            _ => new HttpEndpointHealthCheck(select, path ?? "/", expected),
            failureStatus: null,
            tags: null));
        return builder.WithHealthCheck(key);
    }
}
