using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers.Life;
using Aspire.Hosting.Running.Containers.Networks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running.Containers;

/// <summary>The containers' part of a run: looks for the engine before anybody needs it, and removes what the run had in it at the end.</summary>
internal sealed class ContainerRun(DistributedApplicationModel model, ContainerPlacements placements, ContainerAddresses addresses, ContainerSession session) : IHostedService, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Task? _ended;

    /// <summary>Begins to decide what runs where. Nothing waits for it that needs no container.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        addresses.Begin();
        foreach (var resource in model.Resources.OfType<ContainerResource>())
        {
            _ = placements.OfAsync(resource);
        }

        return Task.CompletedTask;
    }

    /// <summary>The runner has stopped by now.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => EndAsync();

    public async ValueTask DisposeAsync() => await EndAsync().ConfigureAwait(false);

    private Task EndAsync()
    {
        lock (_lock)
        {
            return _ended ??= session.EndAsync();
        }
    }
}
