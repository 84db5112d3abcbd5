using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Building;

/// <summary>What every project gets where it is deployed: other than on this machine, the deployment decides where it listens.</summary>
internal static class PublishedProjectDefaults
{
    public static void Add(IResourceBuilder<ProjectResource> builder, LaunchProfile? profile, KestrelEndpoints? kestrel)
    {
        var implied = AddEndpoints(builder, isWeb: kestrel is not null || !string.IsNullOrEmpty(profile?.ApplicationUrl));
        builder.WithEnvironment(context => SetEnvironment(context, builder.Resource, implied, kestrel));
    }

    // A web project is reached by http and by https, whichever of them it is content with on this machine.
    private static EndpointAnnotation? AddEndpoints(IResourceBuilder<ProjectResource> builder, bool isWeb)
    {
        if (!isWeb)
        {
            return null;
        }

        AddUnlessThere("http");
        return AddUnlessThere("https");

        EndpointAnnotation? AddUnlessThere(string scheme)
        {
            var endpoints = builder.Resource.Annotations.OfType<EndpointAnnotation>();
            if (endpoints.Any(endpoint => endpoint.UriScheme == scheme))
            {
                return null;
            }

            builder.WithEndpoint(scheme: scheme);
            return builder.GetEndpoint(scheme).EndpointAnnotation;
        }
    }

    private static void SetEnvironment(EnvironmentCallbackContext context, ProjectResource project, EndpointAnnotation? implied, KestrelEndpoints? kestrel)
    {
        var variables = context.EnvironmentVariables;
        var endpoints = project.GetEndpoints().Where(endpoint => endpoint.Scheme is "http" or "https").ToArray();
        if (endpoints.Length > 0 && !project.HasAnnotationOfType<DisableForwardedHeadersAnnotation>())
        {
            // Something in front of the project ends TLS and says by headers who called.
            variables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        }

        // The implied https is served by what stands in front: the project itself has no certificate for it.
        var own = endpoints.Where(endpoint => endpoint.EndpointAnnotation != implied && EndpointsInEnvironmentAnnotation.Includes(project, endpoint)).ToArray();
        if (kestrel is not null)
        {
            kestrel.SetEnvironment(context, own);
            return;
        }

        SetPorts(variables, "HTTP_PORTS", own.Where(endpoint => endpoint.Scheme == "http"));
        SetPorts(variables, "HTTPS_PORTS", own.Where(endpoint => endpoint.Scheme == "https"));
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
