using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds services outside of the application.</summary>
public static class ExternalServiceBuilderExtensions
{
    /// <summary>Adds a service at a fixed URL.</summary>
    /// <exception cref="ArgumentException">The URL is not absolute, does not end with a slash, or has a query.</exception>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, string name, string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return Uri.TryCreate(url, UriKind.Absolute, out var uri)
            ? builder.AddExternalService(name, uri)
            : throw new ArgumentException($"The URL '{url}' of the external service '{name}' has to be absolute, for example https://example.com/.", nameof(url));
    }

    /// <summary>Adds a service at a fixed URL.</summary>
    /// <exception cref="ArgumentException">The URL is not absolute, does not end with a slash, or has a query.</exception>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, string name, Uri uri)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ExternalServiceResource(name, uri)).ExcludeFromManifest();
    }

    /// <summary>Adds a service whose URL is a parameter.</summary>
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> urlParameter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(urlParameter);
        return builder.AddResource(new ExternalServiceResource(name, urlParameter.Resource)).ExcludeFromManifest().WithReferenceRelationship(urlParameter.Resource);
    }

    /// <summary>Makes the service healthy when it answers a GET request as expected.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="path">The path to ask for, relative to its URL.</param>
    /// <param name="statusCode">The status that is expected; 200, if there is none.</param>
    public static IResourceBuilder<ExternalServiceResource> WithHttpHealthCheck(this IResourceBuilder<ExternalServiceResource> builder, string? path = null, int? statusCode = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var expected = statusCode ?? 200;
        var key = $"{builder.Resource.Name}_external_http_{path ?? "/"}_{expected}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new Building.ExternalServiceHealthCheck(builder.Resource, path ?? "", expected), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }
}
