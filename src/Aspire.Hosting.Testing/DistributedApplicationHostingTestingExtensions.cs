using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

/// <summary>Reaches the resources of a running application.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client for an HTTP endpoint of a resource.</summary>
    /// <param name="app">The application.</param>
    /// <param name="resourceName">The resource.</param>
    /// <param name="endpointName">The endpoint; that called <c>http</c> or <c>https</c>, if there is none.</param>
    /// <exception cref="ArgumentException">There is no such resource or endpoint.</exception>
    /// <remarks>If the application registered <see cref="IHttpClientFactory"/>, its default client is used, with what was configured for it.</remarks>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        var client = app.Services.GetService<IHttpClientFactory>()?.CreateClient() ?? new HttpClient();
        client.BaseAddress = app.GetEndpoint(resourceName, endpointName);
        return client;
    }

    /// <summary>The connection string of a resource.</summary>
    /// <param name="app">The application.</param>
    /// <param name="resourceName">The resource.</param>
    /// <param name="cancellationToken">Ends the wait for values that are not known yet.</param>
    /// <exception cref="ArgumentException">There is no such resource, or it has no connection string.</exception>
    public static ValueTask<string?> GetConnectionStringAsync(this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        Find(app, resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"The resource '{resourceName}' has no connection string.", nameof(resourceName));

    /// <summary>The address of an endpoint of a resource.</summary>
    /// <param name="app">The application.</param>
    /// <param name="resourceName">The resource.</param>
    /// <param name="endpointName">The endpoint; that called <c>http</c> or <c>https</c>, or else the only one, if there is none.</param>
    /// <exception cref="ArgumentException">There is no such resource or endpoint.</exception>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        GetEndpointForNetwork(app, resourceName, null, endpointName);

    /// <summary>The address of an endpoint of a resource, as it is reached from a network.</summary>
    /// <param name="app">The application.</param>
    /// <param name="resourceName">The resource.</param>
    /// <param name="networkIdentifier">The network; this machine's, if there is none.</param>
    /// <param name="endpointName">The endpoint; that called <c>http</c> or <c>https</c>, or else the only one, if there is none.</param>
    /// <exception cref="ArgumentException">There is no such resource or endpoint.</exception>
    public static Uri GetEndpointForNetwork(this DistributedApplication app, string resourceName, NetworkIdentifier? networkIdentifier, string? endpointName = null)
    {
        if (Find(app, resourceName) is not IResourceWithEndpoints resource)
        {
            throw new ArgumentException($"The resource '{resourceName}' has no endpoints.", nameof(resourceName));
        }

        var endpoints = resource.GetEndpoints(networkIdentifier ?? KnownNetworkIdentifiers.LocalhostNetwork).ToArray();
        var found = endpointName is not null
            ? Array.Find(endpoints, one => string.Equals(one.EndpointName, endpointName, StringComparison.OrdinalIgnoreCase))
            : Array.Find(endpoints, one => one.EndpointName == "http") ?? Array.Find(endpoints, one => one.EndpointName == "https") ?? (endpoints is [var only] ? only : null);
        return found is not null
            ? new Uri(found.Url)
            : throw new ArgumentException($"The resource '{resourceName}' has no endpoint '{endpointName ?? "http"}'. It has {string.Join(", ", endpoints.Select(one => $"'{one.EndpointName}'"))}.", nameof(endpointName));
    }

    private static IResource Find(DistributedApplication app, string resourceName)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(resourceName);
        var model = app.Services.GetRequiredService<DistributedApplicationModel>();
        return model.Resources.TryGetByName(resourceName, out var resource)
            ? resource
            : throw new ArgumentException($"There is no resource '{resourceName}'. There are {string.Join(", ", model.Resources.Select(one => $"'{one.Name}'"))}.", nameof(resourceName));
    }
}
