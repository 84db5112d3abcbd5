using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Building;

/// <summary>The variables that a reference to a service sets.</summary>
internal static class ServiceEnvironment
{
    /// <summary>The name as part of an environment variable: upper case, with underscores for what is not allowed in one.</summary>
    public static string Upper(string name) => string.Create(name.Length, name, static (text, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            text[i] = char.IsAsciiLetterOrDigit(source[i]) ? char.ToUpperInvariant(source[i]) : '_';
        }
    });

    /// <summary>The variable that service discovery reads.</summary>
    public static string DiscoveryName(string service, string endpoint) => $"services__{service}__{endpoint}__0";

    public static void AddEndpoints(Dictionary<string, object> environment, EndpointReferenceAnnotation reference, ReferenceEnvironmentInjectionFlags flags)
    {
        foreach (var endpoint in reference.Resource.GetEndpoints())
        {
            var meant = reference.EndpointNames.Contains(endpoint.EndpointName) || (reference.UseAllEndpoints && !endpoint.ExcludeReferenceEndpoint);
            if (!meant)
            {
                continue;
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                environment[$"{Upper(reference.Name)}_{Upper(endpoint.EndpointName)}"] = endpoint;
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                environment[DiscoveryName(reference.Name, endpoint.EndpointName)] = endpoint;
            }
        }
    }

    public static async Task AddExternalAsync(EnvironmentCallbackContext context, ExternalServiceResource service)
    {
        object url;
        string scheme;
        if (service.Uri is { } uri)
        {
            (url, scheme) = (uri.ToString(), uri.Scheme);
        }
        else
        {
            url = service.UrlParameter!;
            scheme = context.ExecutionContext.IsPublishMode ? "default" : await SchemeOfParameterAsync(service, context.CancellationToken).ConfigureAwait(false);
        }

        context.EnvironmentVariables[Upper(service.Name)] = url;
        context.EnvironmentVariables[DiscoveryName(service.Name, scheme)] = url;
    }

    private static async Task<string> SchemeOfParameterAsync(ExternalServiceResource service, CancellationToken cancellationToken)
    {
        var text = await service.UrlParameter!.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var fault = Uri.TryCreate(text, UriKind.Absolute, out var uri) ? ExternalServiceResource.FaultOf(uri) : "is no absolute URL, for example https://example.com/.";
        return fault is null
            ? uri!.Scheme
            : throw new DistributedApplicationException($"The URL of the external service '{service.Name}', which the parameter '{service.UrlParameter.Name}' holds, {fault}");
    }
}
