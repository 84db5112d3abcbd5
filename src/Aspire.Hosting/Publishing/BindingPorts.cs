using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>The ports of an endpoint in the manifest; <see langword="null"/> leaves one to the deployment.</summary>
internal readonly record struct Binding(EndpointAnnotation Endpoint, int? Port, int? TargetPort);

/// <summary>Gives ports to endpoints that have none: 8000 and up, one counter for the whole manifest, so that no two collide.</summary>
internal sealed class BindingPorts
{
    private const int First = 8000;

    private readonly HashSet<int> _used = [];
    private int _next = First;

    /// <summary>The ports of each endpoint of a resource.</summary>
    public IEnumerable<Binding> Of(IResource resource, IEnumerable<EndpointAnnotation> endpoints)
    {
        var schemes = new HashSet<string>();
        foreach (var endpoint in endpoints)
        {
            // Deployments know where a web project listens: its first http and its first https endpoint stay open.
            var isDefault = resource is ProjectResource && IsHttp(endpoint) && schemes.Add(endpoint.UriScheme);
            var target = endpoint.TargetPort ?? resource switch
            {
                ContainerResource when endpoint.Port is not null => endpoint.Port,
                _ when isDefault => null,
                _ => Next(),
            };

            // Without a port of its own an endpoint is reached at its target port.
            var port = endpoint.Port == target ? null : endpoint.Port;
            if (port is null && target is null && !IsHttp(endpoint))
            {
                port = Next();
            }

            Use(target);
            Use(port);
            yield return new(endpoint, port, target);
        }
    }

    private static bool IsHttp(EndpointAnnotation endpoint) => endpoint.UriScheme is "http" or "https";

    private void Use(int? port)
    {
        if (port is { } number)
        {
            _used.Add(number);
        }
    }

    private int Next()
    {
        while (_used.Contains(_next))
        {
            _next++;
        }

        return _next++;
    }
}
