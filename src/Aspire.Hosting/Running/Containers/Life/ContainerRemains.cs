using Aspire.Hosting.Running.Containers.Engines;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Containers.Life;

/// <summary>Removes what a run has in an engine: containers, networks and volumes that carry the run in their labels.</summary>
internal sealed partial class ContainerRemains(RunIdentity identity, ILogger<ContainerRemains> logger)
{
    /// <summary>Removes what runs left behind that are dead, together with their reapers.</summary>
    public async Task RemoveOfDeadRunsAsync(ContainerEngine engine)
    {
        var dead = new HashSet<string>();
        foreach (string[] list in (string[][])[["ps", "-a"], ["network", "ls"], ["volume", "ls"]])
        {
            var listed = await engine.Cli.RunAsync([.. list, "--filter", $"label={ContainerLabels.Run}", "--format", "{{.Labels}}"], CancellationToken.None).ConfigureAwait(false);
            foreach (var labels in listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (ContainerLabels.Find(labels, ContainerLabels.Run) is { } run && run != identity.Run
                    && ContainerLabels.Find(labels, ContainerLabels.Owner) is { } owner && RunIdentity.HasEnded(owner))
                {
                    dead.Add(run);
                }
            }
        }

        foreach (var run in dead)
        {
            LogRemoving(run);
            await RemoveAsync(engine, run).ConfigureAwait(false);
        }
    }

    /// <summary>Removes what this run has.</summary>
    public Task RemoveOwnAsync(ContainerEngine engine) => RemoveAsync(engine, identity.Run);

    /// <summary>Removes the containers that this run has of one resource, as after a start that failed half-way.</summary>
    public static Task RemoveOfResourceAsync(ContainerEngine engine, string runOrAppHostLabel, string resource) =>
        RemoveContainersAsync(engine, $"label={runOrAppHostLabel}", $"label={ContainerLabels.Resource}={resource}");

    private static async Task RemoveAsync(ContainerEngine engine, string run)
    {
        var ofRun = $"label={ContainerLabels.Run}={run}";
        await RemoveContainersAsync(engine, ofRun).ConfigureAwait(false);
        foreach (var network in await ListAsync(engine, "network", "ls", "-q", "--filter", ofRun).ConfigureAwait(false))
        {
            // Persistent containers are still on it.
            foreach (var container in await ListAsync(engine, "ps", "-a", "-q", "--filter", $"network={network}").ConfigureAwait(false))
            {
                await engine.Cli.RunAsync(["network", "disconnect", "-f", network, container], CancellationToken.None).ConfigureAwait(false);
            }

            await engine.Cli.RunAsync(["network", "rm", network], CancellationToken.None).ConfigureAwait(false);
        }

        var volumes = await ListAsync(engine, "volume", "ls", "-q", "--filter", ofRun).ConfigureAwait(false);
        if (volumes.Length > 0)
        {
            await engine.Cli.RunAsync(["volume", "rm", "-f", .. volumes], CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task RemoveContainersAsync(ContainerEngine engine, params string[] filters)
    {
        var containers = await ListAsync(engine, ["ps", "-a", "-q", "--no-trunc", .. filters.SelectMany(filter => new[] { "--filter", filter })]).ConfigureAwait(false);
        if (containers.Length > 0)
        {
            await engine.RemoveContainersAsync(containers).ConfigureAwait(false);
        }
    }

    private static async Task<string[]> ListAsync(ContainerEngine engine, params string[] command)
    {
        var result = await engine.Cli.RunAsync(command, CancellationToken.None).ConfigureAwait(false);
        return result.Succeeded ? result.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries) : [];
    }

    [LoggerMessage(LogLevel.Information, "Removing the containers and networks that run {Run} left behind")]
    private partial void LogRemoving(string run);
}
