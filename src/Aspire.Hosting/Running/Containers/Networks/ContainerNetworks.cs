using Aspire.Hosting.Running.Containers.Engines;

namespace Aspire.Hosting.Running.Containers.Networks;

/// <summary>The networks of the application: one for the run, and one that persistent containers stay on over runs.</summary>
internal sealed class ContainerNetworks(RunIdentity identity)
{
    private readonly Lock _lock = new();
    private Task<RunNetwork>? _ofRun;
    private Task<RunNetwork>? _persistent;

    /// <summary>The network of the run. Every container of the application is on it.</summary>
    public Task<RunNetwork> OfRunAsync(ContainerEngine engine)
    {
        lock (_lock)
        {
            return _ofRun = Usable(_ofRun) ?? CreateAsync(engine, $"aspire-{identity.Run}", ContainerLabels.OfRun(identity));
        }
    }

    /// <summary>The network that persistent containers of this AppHost are on whether it runs or not.</summary>
    public Task<RunNetwork> PersistentAsync(ContainerEngine engine)
    {
        lock (_lock)
        {
            return _persistent = Usable(_persistent) ?? CreateAsync(engine, $"aspire-persistent-{identity.AppHost}", ContainerLabels.OfAppHost(identity));
        }
    }

    /// <summary>Those that exist by now.</summary>
    public IReadOnlyList<RunNetwork> Known()
    {
        lock (_lock)
        {
            return [.. new[] { _ofRun, _persistent }.Where(one => one is { IsCompletedSuccessfully: true }).Select(one => one!.Result)];
        }
    }

    // What failed is tried again at the next start.
    private static Task<RunNetwork>? Usable(Task<RunNetwork>? task) => task is { IsFaulted: true } ? null : task;

    private static async Task<RunNetwork> CreateAsync(ContainerEngine engine, string name, IEnumerable<string> labels)
    {
        try
        {
            await engine.Cli.AskAsync(["network", "create", .. labels.SelectMany(label => new[] { "--label", label }), name], CancellationToken.None).ConfigureAwait(false);
        }
        catch (EngineException exception) when (exception.Answer.Contains("already", StringComparison.OrdinalIgnoreCase))
        {
            // That of the persistent containers, from an earlier run.
        }

        var gateways = await engine.Cli.AskAsync(["network", "inspect", "--format", engine.Dialect.GatewayFormat, name], CancellationToken.None).ConfigureAwait(false);
        return new(name, engine.Dialect.LocalGateway(gateways));
    }
}
