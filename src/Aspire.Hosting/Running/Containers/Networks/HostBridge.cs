using System.Collections.Concurrent;
using System.Net;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Endpoints;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Containers.Networks;

/// <summary>Lets containers reach what listens on this machine.</summary>
/// <remarks>
/// A process that listens on localhost is not reached from a container. So a proxy listens on the gateway of the application's
/// networks, which containers can reach and other machines cannot; one for each port that a container asks for, and only for those.
/// </remarks>
internal sealed class HostBridge(RunIdentity identity, PortReservations ports, TimeProvider time, ILogger<TcpProxy> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, Lazy<int>> _edges = new();
    private readonly ConcurrentBag<TcpProxy> _proxies = [];

    /// <summary>Makes a port of this machine's localhost reachable for containers.</summary>
    /// <param name="engine">The engine that runs them.</param>
    /// <param name="networks">The networks that they are on.</param>
    /// <param name="port">The port.</param>
    /// <param name="name">What is reached, the same in every run.</param>
    /// <returns>The host name and the port by which containers reach it.</returns>
    public (string Host, int Port) Open(ContainerEngine engine, IReadOnlyList<RunNetwork> networks, int port, string name)
    {
        IPAddress[] gateways = [.. networks.Select(network => network.Gateway).OfType<IPAddress>().Distinct()];
        var seen = gateways.Length == 0 ? port : _edges.GetOrAdd(port, _ => new(() => Listen(gateways, port, name))).Value;
        return (engine.Dialect.HostName, seen);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Never the port itself: a process that listens on all addresses would find it taken. And the same in every run where it can be,
    // because a persistent container keeps the address that it was given.
    private int Listen(IPAddress[] gateways, int port, string name)
    {
        for (var seen = ports.ReserveNear(StablePorts.Of(identity.AppHost, name)); ; seen = ports.Reserve())
        {
            var opened = new List<TcpProxy>();
            try
            {
                foreach (var gateway in gateways)
                {
                    opened.Add(TcpProxy.Start(new IPEndPoint(gateway, seen), [new DnsEndPoint(KnownHostNames.Localhost, port)], time, logger));
                }

                opened.ForEach(_proxies.Add);
                return seen;
            }
            catch (PortInUseException)
            {
                // Somebody was faster, on one of the addresses: another port.
                opened.ForEach(proxy => _ = proxy.DisposeAsync().AsTask());
            }
        }
    }
}
