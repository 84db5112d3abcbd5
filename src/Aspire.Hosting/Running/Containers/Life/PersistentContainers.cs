using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Containers.Images;
using Aspire.Hosting.Running.Containers.Networks;
using Aspire.Hosting.Running.Containers.Planning;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Containers.Life;

/// <summary>Finds the container of an earlier run again, and makes it anew where it is to be another by now.</summary>
internal sealed class PersistentContainers(RunIdentity identity, ContainerNetworks networks, ContainerPlanner planner, ContainerMaker maker, PersistentPorts ports)
{
    private const char Separator = '|';

    private const string FoundFormat =
        "{{.Id}}|{{.State.Status}}|{{index .Config.Labels \"" + ContainerLabels.AppHost + "\"}}|{{index .Config.Labels \"" + ContainerLabels.Configuration + "\"}}";

    public async Task<StartedContainer> StartAsync(ContainerEngine engine, WorkloadStart start, RunNetwork ofRun, ContainerImage image, CancellationToken cancellationToken)
    {
        var network = await networks.PersistentAsync(engine).ConfigureAwait(false);
        var plan = await planner.PlanAsync(start, engine, network, image.Name, cancellationToken).ConfigureAwait(false);
        var fingerprint = ContainerFingerprint.Of(plan, image.Id);
        plan = plan with { Labels = [.. plan.Labels, $"{ContainerLabels.Configuration}={fingerprint}"] };

        var id = await ReuseAsync(engine, plan, fingerprint, start, cancellationToken).ConfigureAwait(false)
            ?? await maker.RunAsync(engine, plan, cancellationToken).ConfigureAwait(false);
        await JoinAsync(engine, id, plan, ofRun, cancellationToken).ConfigureAwait(false);
        await ports.OpenAsync(engine, id, start, cancellationToken).ConfigureAwait(false);
        return new(engine, id, [network.Name, ofRun.Name], IsPersistent: true);
    }

    private async Task<string?> ReuseAsync(ContainerEngine engine, ContainerPlan plan, ContainerFingerprint fingerprint, WorkloadStart start, CancellationToken cancellationToken)
    {
        if (await FindAsync(engine, plan.Name, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        if (found.AppHost != identity.AppHost)
        {
            throw new DistributedApplicationException($"the name '{plan.Name}' belongs to a container that this AppHost did not make. Remove that ({engine.Dialect.Name} rm -f {plan.Name}), or choose another name in WithContainerName.");
        }

        var differences = fingerprint.DifferencesFrom(found.Configuration);
        if (differences.Count > 0)
        {
            start.OnLine($"The persistent container '{plan.Name}' is made anew, because this changed: {string.Join(", ", differences)}.", false);
            await engine.RemoveContainersAsync(found.Id).ConfigureAwait(false);
            return null;
        }

        switch (found.Status)
        {
            case "running":
                start.OnLine($"The persistent container '{plan.Name}' runs already.", false);
                break;
            case "paused":
                await engine.Cli.AskAsync(["unpause", found.Id], cancellationToken).ConfigureAwait(false);
                break;
            default:
                start.OnLine($"The persistent container '{plan.Name}' of an earlier run is started.", false);
                await engine.Cli.AskAsync(["start", found.Id], cancellationToken).ConfigureAwait(false);
                break;
        }

        return found.Id;
    }

    // Those of the session find it by its name on their own network too.
    private static async Task JoinAsync(ContainerEngine engine, string id, ContainerPlan plan, RunNetwork ofRun, CancellationToken cancellationToken)
    {
        try
        {
            await engine.Cli.AskAsync(["network", "connect", .. plan.Aliases.SelectMany(alias => new[] { "--alias", alias }), ofRun.Name, id], cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException exception) when (exception.Answer.Contains("already", StringComparison.OrdinalIgnoreCase))
        {
            // It was stopped and started in this run.
        }
    }

    private static async Task<Found?> FindAsync(ContainerEngine engine, string name, CancellationToken cancellationToken) =>
        await engine.InspectAsync(name, FoundFormat, cancellationToken).ConfigureAwait(false) is { } text && text.Split(Separator, 4) is [var id, var status, var appHost, var configuration]
            ? new(id, status, appHost, configuration)
            : null;

    private sealed record Found(string Id, string Status, string AppHost, string Configuration);
}
