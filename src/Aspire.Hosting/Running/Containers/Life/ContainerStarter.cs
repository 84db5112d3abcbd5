using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Containers.Images;
using Aspire.Hosting.Running.Containers.Networks;
using Aspire.Hosting.Running.Containers.Planning;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Containers.Life;

/// <summary>Starts the container of a resource: brings its image and its network, makes it, runs it.</summary>
internal sealed class ContainerStarter(
    ContainerSession session,
    ImageSupply images,
    ContainerNetworks networks,
    ContainerPlanner planner,
    ContainerMaker maker,
    PersistentContainers persistent,
    ContainerEvents events)
{
    public async Task<IWorkload> StartAsync(ContainerEngine engine, WorkloadStart start, CancellationToken cancellationToken)
    {
        session.Use(engine);
        var network = networks.OfRunAsync(engine);
        planner.Begin(engine, start.Instance.Resource);
        var image = await images.ProvideAsync(engine, start, cancellationToken).ConfigureAwait(false);
        var ofRun = await network.WaitAsync(cancellationToken).ConfigureAwait(false);

        var started = start.Instance.Resource.IsPersistentContainer()
            ? await persistent.StartAsync(engine, start, ofRun, image, cancellationToken).ConfigureAwait(false)
            : await StartAsync(engine, start, ofRun, image.Name, cancellationToken).ConfigureAwait(false);
        session.BeginToClean(engine);
        start.OnLine($"Runs as a container of {engine}: {image.Name}, {started.Id[..12]}", false);
        await start.ReportSourceAsync(image.Name).ConfigureAwait(false);
        await start.ReportPropertyAsync("container.id", started.Id).ConfigureAwait(false);
        await start.ReportPropertyAsync("container.engine", engine.ToString()).ConfigureAwait(false);
        await start.ReportPropertyAsync("container.lifetime", started.IsPersistent ? nameof(ContainerLifetime.Persistent) : nameof(ContainerLifetime.Session)).ConfigureAwait(false);
        return new ContainerWorkload(started, events, start.OnLine, session.Time);
    }

    private async Task<StartedContainer> StartAsync(ContainerEngine engine, WorkloadStart start, RunNetwork network, string image, CancellationToken cancellationToken)
    {
        var plan = await planner.PlanAsync(start, engine, network, image, cancellationToken).ConfigureAwait(false);
        await session.ClearWayAsync(engine, plan).ConfigureAwait(false);
        var id = await maker.RunAsync(engine, plan, cancellationToken).ConfigureAwait(false);
        session.Started(plan.ResourceName, id);
        return new(engine, id, [network.Name], IsPersistent: false);
    }
}
