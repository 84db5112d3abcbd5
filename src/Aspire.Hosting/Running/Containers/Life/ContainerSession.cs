using System.Collections.Concurrent;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Containers.Planning;
using Aspire.Hosting.Running.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Running.Containers.Life;

/// <summary>What this run has in the engine, from the first container to the end of the run.</summary>
internal sealed class ContainerSession(RunIdentity identity, ContainerRemains remains, ContainerEvents events, TimeProvider time, IServiceProvider services)
{
    private readonly ConcurrentDictionary<string, string> _containers = new();
    private readonly Lock _lock = new();
    private ContainerEngine? _engine;
    private Task? _cleaned;

    public TimeProvider Time => time;

    /// <summary>Prepares the first use of the engine: from here on somebody takes care that nothing stays behind.</summary>
    public void Use(ContainerEngine engine)
    {
        lock (_lock)
        {
            if (_engine is not null)
            {
                return;
            }

            _engine = engine;
            Reaper?.WatchEngine(engine.Dialect.Name, identity.Run);
            events.Begin(engine);
        }
    }

    /// <summary>Removes what stands in the way of a new container: the one of the last start, and one of its name that a dead run left.</summary>
    public async Task ClearWayAsync(ContainerEngine engine, ContainerPlan plan)
    {
        if (_containers.TryRemove(plan.ResourceName, out var last))
        {
            await engine.RemoveContainersAsync(last).ConfigureAwait(false);
        }

        if (!plan.Name.StartsWith($"{plan.ResourceName}-", StringComparison.Ordinal))
        {
            await CleanAsync(engine).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Started(string resource, string container) => _containers[resource] = container;

    /// <summary>Begins to remove what dead runs left, once in a run: not before a container is started, which would have to wait for it.</summary>
    public void BeginToClean(ContainerEngine engine) => _ = CleanAsync(engine);

    /// <summary>Removes what the run has in the engine.</summary>
    public async Task EndAsync()
    {
        if (_engine is { } engine)
        {
            await events.DisposeAsync().ConfigureAwait(false);
            await CleanAsync(engine).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await remains.RemoveOwnAsync(engine).ConfigureAwait(false);
            Reaper?.ForgetEngine(engine.Dialect.Name, identity.Run);
        }
    }

    private Task CleanAsync(ContainerEngine engine)
    {
        lock (_lock)
        {
            return _cleaned ??= remains.RemoveOfDeadRunsAsync(engine);
        }
    }

    // There is none on Windows; there the next run removes what a killed one left.
    private Reaper? Reaper => OperatingSystem.IsWindows() ? null : services.GetRequiredService<Reaper>();
}
