using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers;
using Aspire.Hosting.Running.Containers.Life;
using Aspire.Hosting.Running.Containers.Networks;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>Runs a resource that is declared as a container: as a container, or as a local service if there is one for it.</summary>
internal sealed class ContainerFactory(ContainerPlacements placements, ContainerStarter containers, ContainerAddresses addresses, LocalServiceFactory localServices) : IWorkloadFactory
{
    public bool CanRun(IResource resource) => resource is ContainerResource;

    public string? DescribeSource(IResource resource) => resource.TryGetContainerImageName(out var image) ? image : null;

    public async Task<WorkloadPlace> PlaceAsync(
        ResourceInstance instance, IReadOnlyDictionary<EndpointAnnotation, int> hostPorts, IStartProgress progress, CancellationToken cancellationToken)
    {
        switch (await DecideAsync(instance.Resource, progress, cancellationToken).ConfigureAwait(false))
        {
            case ContainerPlacement.InContainer { Engine: var engine }:
                return new(
                    KnownNetworkIdentifiers.DefaultAspireContainerNetwork,
                    hostPorts.Where(pair => pair.Key.TargetPort is not null).ToDictionary(pair => pair.Key, pair => pair.Key.TargetPort!.Value),
                    (address, _) => addresses.ReachHostAsync(engine, address));
            case ContainerPlacement.Impossible { Reason: var reason }:
                throw new DistributedApplicationException(reason);
            default:
                return WorkloadPlace.OfThisMachine(hostPorts);
        }
    }

    public async Task<IWorkload> StartAsync(WorkloadStart start, CancellationToken cancellationToken)
    {
        var placement = await placements.OfAsync(start.Instance.Resource).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (placement is ContainerPlacement.InContainer { Engine: var engine })
        {
            return await containers.StartAsync(engine, start, cancellationToken).ConfigureAwait(false);
        }

        var local = (ContainerPlacement.AsLocalService)placement; // Without a place there is no start.
        if (local.Reason is { } reason)
        {
            start.OnLine($"Runs as a process of this machine, not as a container: {reason}", false);
        }

        return await localServices.StartAsync(local.Service, start, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ContainerPlacement> DecideAsync(IResource resource, IStartProgress progress, CancellationToken cancellationToken)
    {
        string? told = null;
        while (true)
        {
            var placement = await placements.OfAsync(resource, progress.StateAsync).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (placement is ContainerPlacement.Impossible { EngineMayAnswer: true, Reason: var reason })
            {
                if (reason != told)
                {
                    await progress.RuntimeUnhealthyAsync(told = reason).ConfigureAwait(false);
                }

                await placements.EngineAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (told is not null)
            {
                await progress.RuntimeUnhealthyAsync(null).ConfigureAwait(false);
            }

            return placement;
        }
    }
}
