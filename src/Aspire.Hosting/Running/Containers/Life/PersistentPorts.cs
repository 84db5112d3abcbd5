using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Containers.Planning;
using Aspire.Hosting.Running.Endpoints;
using Aspire.Hosting.Running.Workloads;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Containers.Life;

/// <summary>
/// Leads the ports of this run to those that the engine chose for persistent containers. So the run's own ports are no part of
/// what a container is made from.
/// </summary>
internal sealed class PersistentPorts(TimeProvider time, ILogger<TcpProxy> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, TcpProxy> _proxies = new();

    public async Task OpenAsync(ContainerEngine engine, string container, WorkloadStart start, CancellationToken cancellationToken)
    {
        var text = await engine.InspectAsync(container, "{{json .NetworkSettings.Ports}}", cancellationToken).ConfigureAwait(false);
        var chosen = JsonSerializer.Deserialize<Dictionary<string, Binding[]?>>(text ?? "{}") ?? [];
        foreach (var (endpoint, port) in start.HostPorts.Where(pair => pair.Key.IsChosenByEngine()))
        {
            var key = FormattableString.Invariant($"{endpoint.TargetPort}/tcp");
            if (chosen.GetValueOrDefault(key) is [{ HostPort: var hostPort }, ..] && int.TryParse(hostPort, CultureInfo.InvariantCulture, out var target))
            {
                EndPoint[] targets = [new IPEndPoint(IPAddress.Loopback, target)];
                _proxies.GetOrAdd(port, one => TcpProxy.Start(new IPEndPoint(IPAddress.Loopback, one), targets, time, logger)).Targets = targets;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies.Values)
        {
            await proxy.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed record Binding(string HostIp, string HostPort);
}
