using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Building;

internal static class HttpEndpoints
{
    /// <summary>The endpoint of a name, or else the one that is meant when somebody says "the HTTP endpoint".</summary>
    public static EndpointReference Select(IResourceWithEndpoints resource, string? name, string purpose)
    {
        var endpoints = resource.GetEndpoints().ToArray();
        var found = name is not null
            ? Array.Find(endpoints, one => string.Equals(one.EndpointName, name, StringComparison.OrdinalIgnoreCase))
            : Array.Find(endpoints, one => one.EndpointName == "http")
                ?? Array.Find(endpoints, one => one.EndpointName == "https")
                ?? Array.Find(endpoints, one => one.Scheme is "http" or "https");
        return found is { Scheme: "http" or "https" }
            ? found
            : throw new DistributedApplicationException(name is null
                ? $"The resource '{resource.Name}' {purpose}, but no endpoint with the scheme http or https. Declare one, for example with WithHttpEndpoint()."
                : $"The resource '{resource.Name}' {purpose} on the endpoint '{name}', but no endpoint of that name with the scheme http or https. Declare it, for example with WithHttpEndpoint(name: \"{name}\").");
    }
}
