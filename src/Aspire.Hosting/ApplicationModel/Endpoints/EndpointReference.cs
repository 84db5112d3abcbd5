namespace Aspire.Hosting.ApplicationModel;

/// <summary>A reference to an endpoint of a resource. The endpoint may be declared, and its port chosen, later.</summary>
public sealed class EndpointReference : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    private EndpointAnnotation? _endpoint;

    /// <summary>Refers to an endpoint by name.</summary>
    public EndpointReference(IResourceWithEndpoints owner, string endpointName, NetworkIdentifier? contextNetworkId = null)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(endpointName);
        (Resource, EndpointName, ContextNetworkID) = (owner, endpointName, contextNetworkId);
    }

    /// <summary>Refers to an endpoint by name.</summary>
    public EndpointReference(IResourceWithEndpoints owner, string endpointName) : this(owner, endpointName, (NetworkIdentifier?)null) { }

    /// <summary>Refers to an endpoint.</summary>
    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint) : this(owner, endpoint, null) { }

    /// <summary>Refers to an endpoint, as it is reached from a network.</summary>
    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint, NetworkIdentifier? contextNetworkId)
        : this(owner, (endpoint ?? throw new ArgumentNullException(nameof(endpoint))).Name, contextNetworkId) => _endpoint = endpoint;

    /// <summary>The resource that listens on the endpoint.</summary>
    public IResourceWithEndpoints Resource { get; }

    /// <summary>The name of the endpoint.</summary>
    public string EndpointName { get; }

    /// <summary>The network from which the endpoint is reached; that of whoever asks, if there is none.</summary>
    public NetworkIdentifier? ContextNetworkID { get; }

    /// <summary>The message for when the endpoint does not exist, in place of the usual one.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The endpoint.</summary>
    /// <exception cref="InvalidOperationException">The resource has no endpoint of the name.</exception>
    public EndpointAnnotation EndpointAnnotation => Find() ?? throw new InvalidOperationException(ErrorMessage
        ?? $"The endpoint '{EndpointName}' does not exist on the resource '{Resource.Name}'; it has {Known()}. Declare it, for example with WithEndpoint(name: \"{EndpointName}\"), or refer to one that exists.");

    /// <summary>Whether the endpoint exists.</summary>
    public bool Exists => Find() is not null;

    /// <summary>Whether it is known where the endpoint is reached.</summary>
    public bool IsAllocated => Find()?.AllAllocatedEndpoints.GetOrAdd(Network(null)).IsValueSet ?? false;

    /// <summary>Whether the scheme is <c>http</c>.</summary>
    public bool IsHttp => string.Equals(Scheme, "http", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the scheme is <c>https</c>.</summary>
    public bool IsHttps => string.Equals(Scheme, "https", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the endpoint is called as an HTTP scheme is.</summary>
    public bool IsHttpSchemeNamedEndpoint => EndpointName is "http" or "https";

    /// <summary>Whether a reference to the whole resource leaves this endpoint out.</summary>
    public bool ExcludeReferenceEndpoint => EndpointAnnotation.ExcludeReferenceEndpoint;

    /// <summary>Whether traffic to the endpoint is encrypted by TLS.</summary>
    public bool TlsEnabled => Find()?.TlsEnabled ?? false;

    /// <summary>The scheme, for example <c>http</c>.</summary>
    public string Scheme => EndpointAnnotation.UriScheme;

    /// <summary>The port that the resource itself listens on, if one was declared.</summary>
    public int? TargetPort => EndpointAnnotation.TargetPort;

    /// <summary>The port that others use.</summary>
    /// <exception cref="InvalidOperationException">It is not known yet.</exception>
    public int Port => Allocated.Port;

    /// <summary>The host name that others use.</summary>
    /// <exception cref="InvalidOperationException">It is not known yet.</exception>
    public string Host => Allocated.Address;

    /// <summary>The address that others use.</summary>
    /// <exception cref="InvalidOperationException">It is not known yet.</exception>
    public string Url => Allocated.UriString;

    string IManifestExpressionProvider.ValueExpression => GetExpression();

    IEnumerable<object> IValueWithReferences.References => [Resource];

    private AllocatedEndpoint Allocated => EndpointAnnotation.AllAllocatedEndpoints.GetOrAdd(Network(null)).ValueOrDefault
        ?? throw new InvalidOperationException($"It is not known yet where the endpoint '{EndpointName}' of the resource '{Resource.Name}' is reached: the application has not started. Use it in an expression, which is resolved later.");

    /// <summary>A value that depends on whether traffic to the endpoint is encrypted, decided when it is resolved.</summary>
    public ReferenceExpression GetTlsValue(ReferenceExpression enabledValue, ReferenceExpression disabledValue) =>
        ReferenceExpression.CreateConditional(Property(EndpointProperty.TlsEnabled), bool.TrueString, enabledValue, disabledValue);

    /// <summary>One property of the endpoint, resolved late.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <summary>The address, when it is known.</summary>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => Property(EndpointProperty.Url).GetValueAsync(cancellationToken);

    /// <summary>The address as the caller reaches it, when it is known.</summary>
    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        Property(EndpointProperty.Url).GetValueAsync(context, cancellationToken);

    internal string GetExpression(EndpointProperty property = EndpointProperty.Url)
    {
        var name = property switch
        {
            EndpointProperty.HostAndPort => null,
            EndpointProperty.Url => "url",
            EndpointProperty.Host or EndpointProperty.IPV4Host => "host",
            EndpointProperty.Port => "port",
            EndpointProperty.Scheme => "scheme",
            EndpointProperty.TargetPort => "targetPort",
            EndpointProperty.TlsEnabled => "tlsEnabled",
            _ => throw new ArgumentOutOfRangeException(nameof(property), property, "There is no such property of an endpoint."),
        };
        return name is null ? $"{Binding("host")}:{Binding("port")}" : Binding(name);

        string Binding(string part) => $"{{{Resource.Name}.bindings.{EndpointName}.{part}}}";
    }

    internal NetworkIdentifier Network(ValueProviderContext? context) =>
        ContextNetworkID ?? context?.Network ?? KnownNetworkIdentifiers.LocalhostNetwork;

    private EndpointAnnotation? Find() => _endpoint ??= Resource.Annotations.OfType<EndpointAnnotation>()
        .FirstOrDefault(endpoint => string.Equals(endpoint.Name, EndpointName, StringComparison.OrdinalIgnoreCase));

    private string Known() => Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => $"'{endpoint.Name}'").ToArray() switch
    {
        { Length: 0 } => "no endpoints",
        var names => string.Join(", ", names),
    };
}
