using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>pgweb: a web page that shows what is in PostgreSQL databases. It is a container.</summary>
/// <param name="name">The name of the resource.</param>
public class PgWebContainerResource(string name) : ContainerResource(name)
{
    private EndpointReference? _primaryEndpoint;

    /// <summary>The endpoint of the page.</summary>
    public EndpointReference PrimaryEndpoint => _primaryEndpoint ??= new(this, "http");
}
