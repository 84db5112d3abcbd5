using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Redis;

/// <summary>Redis Insight: a web page that shows what is in the Redis servers of the application. It is a container.</summary>
/// <param name="name">The name of the resource.</param>
public class RedisInsightResource(string name) : ContainerResource(name)
{
    internal const string EndpointName = "http";

    private EndpointReference? _primaryEndpoint;

    /// <summary>The endpoint of the page.</summary>
    public EndpointReference PrimaryEndpoint => _primaryEndpoint ??= new(this, EndpointName);
}
