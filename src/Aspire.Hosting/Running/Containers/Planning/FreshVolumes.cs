using System.Collections.Concurrent;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Workloads;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running.Containers.Planning;

/// <summary>The names that volumes have in the engine: their own, or, where volumes live as long as the run, ones of this run.</summary>
internal sealed class FreshVolumes(RunIdentity identity, IConfiguration configuration)
{
    private readonly bool _fresh = configuration.GetValue<bool>(LocalServiceFactory.FreshVolumesSetting);
    private readonly ConcurrentDictionary<string, Task<string>> _ahead = new();

    /// <summary>Begins to make a volume that is asked for soon.</summary>
    public void Begin(ContainerEngine engine, string name)
    {
        if (_fresh)
        {
            _ahead.GetOrAdd(name, one => CreateAsync(engine, one, CancellationToken.None));
        }
    }

    public async Task<string> NameAsync(ContainerEngine engine, string name, CancellationToken cancellationToken) =>
        !_fresh ? name
        : _ahead.TryRemove(name, out var begun) ? await begun.WaitAsync(cancellationToken).ConfigureAwait(false)
        : await CreateAsync(engine, name, cancellationToken).ConfigureAwait(false);

    // Made beforehand, with the labels by which it is removed.
    private async Task<string> CreateAsync(ContainerEngine engine, string name, CancellationToken cancellationToken)
    {
        var ofRun = $"{name}-{identity.Run}";
        try
        {
            await engine.Cli.AskAsync(["volume", "create", .. ContainerLabels.OfRun(identity).SelectMany(label => new[] { "--label", label }), ofRun], cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException exception) when (exception.Answer.Contains("already exists", StringComparison.OrdinalIgnoreCase))
        {
            // From an earlier start in this run. For docker that is no error.
        }

        return ofRun;
    }
}
