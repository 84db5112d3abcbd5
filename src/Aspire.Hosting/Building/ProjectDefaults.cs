using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Building;

/// <summary>What every project gets: endpoints and environment of its launch profile, addresses to listen on, telemetry.</summary>
internal static class ProjectDefaults
{
    public static IResourceBuilder<ProjectResource> WithProjectDefaults(this IResourceBuilder<ProjectResource> builder)
    {
        var project = builder.Resource;
        builder.WithOtlpExporter();
        builder.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");

        LaunchProfile? profile = null;
        KestrelEndpoints? kestrel = null;
        try
        {
            profile = LaunchProfiles.Of(project, builder.ApplicationBuilder.Configuration)?.Profile;
            kestrel = KestrelEndpoints.Add(builder);
        }
        catch (DistributedApplicationException fault) when (builder.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            // A mistake in the files of one project is no reason to keep the others down.
            builder.WithAnnotation(new DeclarationFaultAnnotation(fault.Message));
        }

        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            PublishedProjectDefaults.Add(builder, profile, kestrel);
            return builder;
        }

        if (profile is not null && kestrel is null)
        {
            builder.AddEndpoints(profile);
        }

        builder.WithEnvironment(context => SetEnvironment(context, project, profile, kestrel));
        return profile?.CommandLineArgs is { Length: > 0 } arguments ? builder.WithArgs(ShellWords.Split(arguments)) : builder;
    }

    private static void AddEndpoints(this IResourceBuilder<ProjectResource> builder, LaunchProfile profile)
    {
        foreach (var url in profile.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
            {
                throw new DistributedApplicationException($"The launch profile of the resource '{builder.Resource.Name}' has the address '{url}' in its applicationUrl, which is no URL such as http://localhost:5080.");
            }

            builder.WithEndpoint(
                builder.FreeName(uri.Scheme),
                endpoint =>
                {
                    endpoint.UriScheme = uri.Scheme;
                    endpoint.Protocol = ProtocolType.Tcp;
                    endpoint.Port = uri.Port;
                    endpoint.TlsEnabled = uri.Scheme == "https";
                    endpoint.TargetHost = uri.Host;
                });
        }
    }

    // http and https, as everybody expects; a second one of a scheme is http-2.
    private static string FreeName(this IResourceBuilder<ProjectResource> builder, string scheme)
    {
        var taken = builder.Resource.Annotations.OfType<EndpointAnnotation>().Count(endpoint => endpoint.UriScheme == scheme);
        return taken == 0 ? scheme : $"{scheme}-{taken + 1}";
    }

    private static void SetEnvironment(EnvironmentCallbackContext context, ProjectResource project, LaunchProfile? profile, KestrelEndpoints? kestrel)
    {
        foreach (var (name, value) in profile?.EnvironmentVariables ?? [])
        {
            context.EnvironmentVariables.TryAdd(name, value);
        }

        var endpoints = project.GetEndpoints().Where(one => one.Scheme is "http" or "https" && EndpointsInEnvironmentAnnotation.Includes(project, one));
        if (kestrel is not null)
        {
            kestrel.SetEnvironment(context, endpoints);
            return;
        }

        var addresses = new ReferenceExpressionBuilder();
        foreach (var endpoint in endpoints)
        {
            addresses.Append($"{(addresses.IsEmpty ? "" : ";")}{endpoint.Scheme}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (!addresses.IsEmpty)
        {
            context.EnvironmentVariables["ASPNETCORE_URLS"] = addresses.Build();
        }
    }
}
