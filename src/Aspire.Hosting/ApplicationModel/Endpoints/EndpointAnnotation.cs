using System.Diagnostics;
using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint that a resource listens on.</summary>
[DebuggerDisplay("Name = {Name}, UriScheme = {UriScheme}, Port = {Port}")]
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private string? _transport;
    private bool? _proxied;

    /// <summary>Describes an endpoint on the network of this machine.</summary>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null) : this(protocol, null, uriScheme, transport, name, port, targetPort, isExternal, isProxied) { }

    /// <summary>Describes an endpoint.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="networkId">The network that the endpoint belongs to; this machine's, if there is none.</param>
    /// <param name="uriScheme">The scheme of its address, for example <c>http</c> or <c>redis</c>; the protocol's name, if there is none.</param>
    /// <param name="transport"><c>http</c>, <c>http2</c> or <c>tcp</c>; follows from the scheme, if there is none.</param>
    /// <param name="name">The name; the scheme, if there is none.</param>
    /// <param name="port">The port that others use, 1 to 65535; a free one, if there is none.</param>
    /// <param name="targetPort">The port that the resource itself listens on; chosen, if there is none.</param>
    /// <param name="isExternal">Whether the endpoint is meant for the world outside of the application. By default it is not.</param>
    /// <param name="isProxied">Whether a proxy may stand in front of the resource. By default it may.</param>
    public EndpointAnnotation(
        ProtocolType protocol,
        NetworkIdentifier? networkId,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        Protocol = protocol;
        DefaultNetworkID = networkId ?? KnownNetworkIdentifiers.LocalhostNetwork;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        _transport = transport;
        Name = name ?? UriScheme;
        ResourceName.Validate(Name, "endpoint");
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        _proxied = isProxied;
        AllAllocatedEndpoints.TryAdd(DefaultNetworkID, new ValueSnapshot<AllocatedEndpoint>());
    }

    /// <summary>The name, unique within the resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The scheme of its address, for example <c>http</c> or <c>redis</c>.</summary>
    public string UriScheme { get; set; }

    /// <summary><c>http</c>, <c>http2</c> or <c>tcp</c>.</summary>
    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    /// <summary>The port that others use; a free one is chosen if there is none.</summary>
    public int? Port { get; set; }

    /// <summary>The port that the resource itself listens on; chosen if there is none. Without a proxy the two are the same.</summary>
    public int? TargetPort { get; set; }

    /// <summary>The address that the resource listens on: <c>localhost</c>, or one that others can reach, such as <c>0.0.0.0</c>.</summary>
    public string TargetHost { get; set; } = KnownHostNames.Localhost;

    /// <summary>Whether the endpoint is meant for the world outside of the application.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether a proxy may stand in front of the resource.</summary>
    public bool IsProxied
    {
        get => _proxied ?? true;
        set => _proxied = value;
    }

    /// <summary>What was said about a proxy, if anything was.</summary>
    public bool? IsExplicitlyProxied
    {
        get => _proxied;
        set => _proxied = value;
    }

    /// <summary>Whether traffic to the endpoint is encrypted by TLS.</summary>
    public bool TlsEnabled { get; set; }

    /// <summary>Whether a reference to the whole resource leaves this endpoint out.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    /// <summary>The network that the endpoint belongs to.</summary>
    public NetworkIdentifier DefaultNetworkID { get; }

    /// <summary>Where the endpoint is reached, by network, as far as that is known.</summary>
    public NetworkEndpointSnapshotList AllAllocatedEndpoints { get; } = new();

    /// <summary>Where the endpoint is reached on its own network, when that is known.</summary>
    public ValueSnapshot<AllocatedEndpoint> AllocatedEndpointSnapshot => AllAllocatedEndpoints.GetOrAdd(DefaultNetworkID);

    /// <summary>Where the endpoint is reached on its own network; <see langword="null"/> until that is known.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => AllocatedEndpointSnapshot.ValueOrDefault;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(DefaultNetworkID, value);
        }
    }
}
