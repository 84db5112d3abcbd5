using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kafka;

namespace Aspire.Hosting;

/// <summary>A Kafka broker. It runs as a container, or as a process of this machine where no container engine is used.</summary>
/// <param name="name">The name of the resource.</param>
public class KafkaServerResource(string name) : ContainerResource(name), IResourceWithConnectionString
{
    private EndpointReference? _primaryEndpoint;
    private EndpointReference? _internalEndpoint;

    /// <summary>The endpoint that clients connect to.</summary>
    public EndpointReference PrimaryEndpoint => _primaryEndpoint ??= new(this, KafkaLocalService.EndpointName);

    /// <summary>The endpoint for other containers, which reach the broker under another name than processes of this machine do.</summary>
    public EndpointReference InternalEndpoint => _internalEndpoint ??= new(this, KafkaLocalService.InternalEndpointName);

    /// <summary>The host of the <see cref="PrimaryEndpoint"/>.</summary>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>The port of the <see cref="PrimaryEndpoint"/>.</summary>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>The bootstrap server: <c>host:port</c>.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{ReachedHost}:{ReachedPort}");

    private KafkaAddress ReachedHost => new(this, EndpointProperty.Host);

    private KafkaAddress ReachedPort => new(this, EndpointProperty.Port);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        new("Host", ReferenceExpression.Create($"{ReachedHost}")),
        new("Port", ReferenceExpression.Create($"{ReachedPort}")),
    ];
}
