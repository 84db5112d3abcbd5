using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>Makes the endpoints of a resource reachable: chooses ports, and puts a proxy where one is needed.</summary>
internal sealed class EndpointOpener(EndpointAllocator allocator, EndpointTable table, TimeProvider time, ILogger<TcpProxy> logger) : IAsyncDisposable
{
    private readonly List<TcpProxy> _proxies = [];

    /// <summary>Opens the endpoints. One that cannot be had fails the start of this resource and of those that need it, and nothing else.</summary>
    public void Open(IResource resource)
    {
        try
        {
            var allocations = allocator.Allocate(resource);
            foreach (var allocation in allocations.Where(one => one.NeedsProxy))
            {
                StartProxies(allocation);
            }

            table.Set(resource, allocations);
        }
        catch (Exception exception) when (exception is PortInUseException or DistributedApplicationException)
        {
            var reason = new DistributedApplicationException(exception.Message, exception);
            table.Fail(resource, reason);
            EndpointAllocator.Fail(resource, reason);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync().ConfigureAwait(false);
        }
    }

    // localhost is both: some clients try the IPv6 address first, others know IPv4 alone.
    private void StartProxies(EndpointAllocation allocation)
    {
        EndPoint[] targets = [.. allocation.InstancePorts.Select(port => new DnsEndPoint(KnownHostNames.Localhost, port))];
        _proxies.Add(TcpProxy.Start(new IPEndPoint(IPAddress.Loopback, allocation.Port), targets, time, logger));
        if (Socket.OSSupportsIPv6 && IPv6LoopbackWorks.Value)
        {
            _proxies.Add(TcpProxy.Start(new IPEndPoint(IPAddress.IPv6Loopback, allocation.Port), targets, time, logger));
        }
    }

    // In many containers the system knows IPv6 and has no IPv6 address.
    private static readonly Lazy<bool> IPv6LoopbackWorks = new(() =>
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });
}
