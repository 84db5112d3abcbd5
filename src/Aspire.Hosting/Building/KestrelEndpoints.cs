using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Building;

/// <summary>
/// The endpoints that a web project declares for Kestrel in its own appsettings (<c>Kestrel:Endpoints</c>). Kestrel then
/// listens at them alone, so that they come before launch profiles, and each is moved by a variable of its own.
/// </summary>
internal sealed class KestrelEndpoints
{
    private readonly Dictionary<EndpointAnnotation, Declared> _declared = [];

    private KestrelEndpoints() { }

    /// <summary>Adds what the project declares; <see langword="null"/> if it declares nothing.</summary>
    public static KestrelEndpoints? Add(IResourceBuilder<ProjectResource> builder)
    {
        if (builder.Resource.HasAnnotationOfType<ExcludeKestrelEndpointsAnnotation>() || Settings(builder) is not { } settings)
        {
            return null;
        }

        var declared = settings.GetSection("Kestrel:Endpoints").GetChildren().Select(section => Declared.From(builder.Resource, section)).ToArray();
        if (declared.Length == 0)
        {
            return null;
        }

        var endpoints = new KestrelEndpoints();
        var http2 = IsHttp2(settings["Kestrel:EndpointDefaults:Protocols"]);
        foreach (var one in declared)
        {
            // The only one of its scheme is called by it, as everybody expects.
            var name = declared.Count(other => other.Scheme == one.Scheme) == 1 ? one.Scheme : one.Name;
            builder.WithEndpoint(name, endpoint =>
            {
                endpoint.UriScheme = one.Scheme;
                endpoint.Protocol = ProtocolType.Tcp;
                endpoint.Port = one.Port;
                endpoint.TlsEnabled = one.Scheme == "https";
                endpoint.Transport = http2 || IsHttp2(one.Protocols) ? "http2" : "http";
                endpoints._declared[endpoint] = one;
            });
        }

        return endpoints;
    }

    /// <summary>Tells Kestrel where to listen. What is declared elsewhere has to be told as well: it would not listen there otherwise.</summary>
    public void SetEnvironment(EnvironmentCallbackContext context, IEnumerable<EndpointReference> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            _declared.TryGetValue(endpoint.EndpointAnnotation, out var declared);
            // A container is reached from outside of it, whatever the settings say for this machine.
            var host = context.ExecutionContext.IsRunMode && declared is not null ? declared.Host : "*";
            context.EnvironmentVariables[$"Kestrel__Endpoints__{declared?.Name ?? endpoint.EndpointName}__Url"] =
                ReferenceExpression.Create($"{endpoint.Scheme}://{host}:{endpoint.Property(EndpointProperty.TargetPort)}");
        }
    }

    private static IConfigurationRoot? Settings(IResourceBuilder<ProjectResource> builder)
    {
        if (!builder.Resource.TryGetLastAnnotation<IProjectMetadata>(out var metadata) || Path.GetDirectoryName(metadata.ProjectPath) is not { } folder)
        {
            return null;
        }

        string[] files = ["appsettings.json", $"appsettings.{builder.ApplicationBuilder.Environment.EnvironmentName}.json"];
        var existing = files.Select(file => Path.Join(folder, file)).Where(File.Exists).ToArray();
        if (existing.Length == 0)
        {
            return null;
        }

        var configuration = new ConfigurationBuilder();
        foreach (var file in existing)
        {
            configuration.AddJsonFile(file, optional: false, reloadOnChange: false);
        }

        return ConfigurationFiles.Read(configuration.Build);
    }

    private static bool IsHttp2(string? protocols) => string.Equals(protocols, "Http2", StringComparison.OrdinalIgnoreCase);

    private sealed record Declared(string Name, string Scheme, string Host, int Port, string? Protocols)
    {
        public static Declared From(ProjectResource project, IConfigurationSection section)
        {
            // Kestrel takes * and + for every address, which no URI has for a host.
            var url = section["Url"] ?? "";
            var parts = url.Split("://", 2);
            var address = parts.Length == 2 ? parts[1] : "";
            var any = address.StartsWith('*') || address.StartsWith('+');
            return Uri.TryCreate($"{parts[0]}://{(any ? $"any{address[1..]}" : address)}", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? new(section.Key, uri!.Scheme, any ? address[..1] : uri.Host, uri.Port, section["Protocols"])
                : throw new DistributedApplicationException($"The endpoint '{section.Key}' in Kestrel:Endpoints of the project of the resource '{project.Name}' has the URL '{url}', which is none such as http://*:5080.");
        }
    }
}
