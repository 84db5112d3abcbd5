using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>pgAdmin: a web page to administer PostgreSQL servers with. It is a container.</summary>
/// <param name="name">The name of the resource.</param>
public class PgAdminContainerResource(string name) : ContainerResource(name);
