using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Building;

/// <summary>What every project gets where it is deployed: other than on this machine, the deployment decides where it listens.</summary>
internal static class PublishedProjectDefaults
{
    public static void Add(IResourceBuilder<ProjectResource> builder, LaunchProfile? profile)
    {
        var implied = AddEndpoints(builder, profile);
        builder.WithEnvironment(context => SetEnvironment(context.EnvironmentVariables, builder.Resource, implied));
    }

    // A web project is reached by http and by https, whichever of them its launch profile is content with.
    private static EndpointAnnotation? AddEndpoints(IResourceBuilder<ProjectResource> builder, LaunchProfile? profile)
    {
        if (string.IsNullOrEmpty(profile?.ApplicationUrl))
        {
            return null;
        }

        builder.WithHttpEndpoint().WithHttpsEndpoint();
        return builder.GetEndpoint("https").EndpointAnnotation;
    }

    private static void SetEnvironment(Dictionary<string, object> variables, ProjectResource project, EndpointAnnotation? implied)
    {
        var endpoints = project.GetEndpoints().ToArray();
        if (endpoints.Any(endpoint => endpoint.Scheme is "http" or "https") && !project.HasAnnotationOfType<DisableForwardedHeadersAnnotation>())
        {
            // Something in front of the project ends TLS and says by headers who called.
            variables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        }

        SetPorts(variables, "HTTP_PORTS", endpoints.Where(endpoint => endpoint.Scheme == "http"));

        // The implied https is served by what stands in front: the project itself has no certificate for it.
        SetPorts(variables, "HTTPS_PORTS", endpoints.Where(endpoint => endpoint.Scheme == "https" && endpoint.EndpointAnnotation != implied));
    }

    private static void SetPorts(Dictionary<string, object> variables, string name, IEnumerable<EndpointReference> endpoints)
    {
        var ports = new ReferenceExpressionBuilder();
        foreach (var endpoint in endpoints)
        {
            ports.Append($"{(ports.IsEmpty ? "" : ";")}{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (!ports.IsEmpty)
        {
            variables[name] = ports.Build();
        }
    }
}
