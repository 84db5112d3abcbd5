using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What can be asked of an endpoint.</summary>
public enum EndpointProperty
{
    /// <summary>The whole address, for example <c>http://localhost:5080</c>.</summary>
    Url = 0,

    /// <summary>The host name.</summary>
    Host = 1,

    /// <summary>The host as an IPv4 address.</summary>
    IPV4Host = 2,

    /// <summary>The port that others use.</summary>
    Port = 3,

    /// <summary>The scheme.</summary>
    Scheme = 4,

    /// <summary>The port that the resource itself listens on.</summary>
    TargetPort = 5,

    /// <summary>Host and port, with a colon between them.</summary>
    HostAndPort = 6,

    /// <summary><c>True</c> or <c>False</c>: whether traffic is encrypted by TLS.</summary>
    TlsEnabled = 7,
}

/// <summary>One property of an endpoint, resolved late.</summary>
/// <param name="endpointReference">The endpoint.</param>
/// <param name="property">The property.</param>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>The endpoint.</summary>
    public EndpointReference Endpoint { get; } = endpointReference ?? throw new ArgumentNullException(nameof(endpointReference));

    /// <summary>The property.</summary>
    public EndpointProperty Property { get; } = property;

    /// <summary>The property as the manifest writes it, for example <c>{cache.bindings.tcp.host}</c>.</summary>
    public string ValueExpression => Endpoint.GetExpression(Property);

    IEnumerable<object> IValueWithReferences.References => [Endpoint];

    /// <summary>The property, when it is known.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <summary>The property as the caller reaches the endpoint, when it is known.</summary>
    /// <exception cref="InvalidOperationException">The resource has no endpoint of the name.</exception>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var endpoint = Endpoint.EndpointAnnotation;
        switch (Property)
        {
            case EndpointProperty.Scheme:
                return endpoint.UriScheme;
            case EndpointProperty.TlsEnabled:
                return endpoint.TlsEnabled.ToString();
            case EndpointProperty.TargetPort when context.TargetPorts?.TryGetValue(endpoint, out var own) == true:
                return Text(own);
            case EndpointProperty.TargetPort when endpoint.TargetPort is { } declared:
                return Text(declared);
        }

        var allocated = await endpoint.AllAllocatedEndpoints.GetAllocatedEndpointAsync(Endpoint.Network(context), cancellationToken).ConfigureAwait(false);
        return Property switch
        {
            EndpointProperty.Url => allocated.UriString,
            EndpointProperty.Host => allocated.Address,
            EndpointProperty.IPV4Host => allocated.Address == KnownHostNames.Localhost ? "127.0.0.1" : allocated.Address,
            EndpointProperty.Port => Text(allocated.Port),
            EndpointProperty.TargetPort => allocated.TargetPortExpression ?? Text(allocated.Port),
            EndpointProperty.HostAndPort => allocated.EndPointString,
            _ => throw new InvalidOperationException($"The property '{Property}' of the endpoint '{Endpoint.EndpointName}' of the resource '{Endpoint.Resource.Name}' is not supported."),
        };
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
