using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

// Where a resource is reached.
public sealed partial class ManifestPublishingContext
{
    /// <summary>Writes the <c>bindings</c> of a resource that has endpoints. Ports that a deployment needs and nobody chose are chosen here.</summary>
    public void WriteBindings(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (!resource.TryGetEndpoints(out var endpoints))
        {
            return;
        }

        Writer.WriteStartObject("bindings");
        foreach (var (endpoint, port, targetPort) in _ports.Of(resource, endpoints))
        {
            Writer.WriteStartObject(endpoint.Name);
            Writer.WriteString("scheme", endpoint.UriScheme);
            Writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            Writer.WriteString("transport", endpoint.Transport);
            WritePort("port", port);
            WritePort("targetPort", targetPort);
            if (endpoint.IsExternal)
            {
                Writer.WriteBoolean("external", true);
            }

            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
    }

    private void WritePort(string name, int? port)
    {
        if (port is { } number)
        {
            Writer.WriteNumber(name, number);
        }
    }
}
