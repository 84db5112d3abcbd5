using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>Postgres MCP: lets assistants look into a database by the Model Context Protocol. It is a container.</summary>
/// <param name="name">The name of the resource.</param>
public class PostgresMcpContainerResource(string name) : ContainerResource(name)
{
    internal const string EndpointName = "http";

    private EndpointReference? _primaryEndpoint;

    /// <summary>The endpoint of the server: its events are at <c>/sse</c>.</summary>
    public EndpointReference PrimaryEndpoint => _primaryEndpoint ??= new(this, EndpointName);
}
