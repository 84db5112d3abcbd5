using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which addresses of the machine an endpoint is bound to.</summary>
public enum EndpointBindingMode
{
    /// <summary>One address.</summary>
    SingleAddress = 0,

    /// <summary>All addresses, IPv4 and IPv6.</summary>
    DualStackAnyAddresses = 1,

    /// <summary>All IPv4 addresses.</summary>
    IPv4AnyAddresses = 2,

    /// <summary>All IPv6 addresses.</summary>
    IPv6AnyAddresses = 3,
}

/// <summary>Where an endpoint is reached on a network.</summary>
[DebuggerDisplay("{UriString,nq}")]
public class AllocatedEndpoint
{
    /// <summary>Says where an endpoint is reached.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="address">A host name or address.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="bindingMode">Which addresses it is bound to.</param>
    /// <param name="targetPortExpression">The port that the resource itself listens on, where that is another.</param>
    /// <param name="networkId">The network; this machine's, if there is none.</param>
    public AllocatedEndpoint(
        EndpointAnnotation endpoint,
        string address,
        int port,
        EndpointBindingMode bindingMode,
        string? targetPortExpression = null,
        NetworkIdentifier? networkId = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentException.ThrowIfNullOrEmpty(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);
        (Endpoint, Address, Port, BindingMode, TargetPortExpression) = (endpoint, address, port, bindingMode, targetPortExpression);
        NetworkID = networkId ?? endpoint.DefaultNetworkID;
    }

    /// <summary>Says where an endpoint is reached.</summary>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, EndpointBindingMode bindingMode, string? targetPortExpression = null)
        : this(endpoint, address, port, bindingMode, targetPortExpression, null) { }

    /// <summary>Says where an endpoint is reached.</summary>
    public AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
        : this(endpoint, address, port, EndpointBindingMode.SingleAddress, targetPortExpression, null) { }

    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint { get; }

    /// <summary>The host name or address.</summary>
    public string Address { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>Which addresses it is bound to.</summary>
    public EndpointBindingMode BindingMode { get; }

    /// <summary>The port that the resource itself listens on, where that is another.</summary>
    public string? TargetPortExpression { get; }

    /// <summary>The network on which this holds.</summary>
    public NetworkIdentifier NetworkID { get; }

    /// <summary>The scheme of the address.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary>Host and port.</summary>
    public string EndPointString => $"{Address}:{Port}";

    /// <summary>The whole address, for example <c>http://localhost:5080</c>.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <inheritdoc />
    public override string ToString() => UriString;
}
