using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Workloads;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running.Containers.Planning;

/// <summary>The names that volumes have in the engine: their own, or, where volumes live as long as the run, ones of this run.</summary>
internal sealed class FreshVolumes(RunIdentity identity, IConfiguration configuration)
{
    private readonly bool _fresh = configuration.GetValue<bool>(LocalServiceFactory.FreshVolumesSetting);

    public async Task<string> NameAsync(ContainerEngine engine, string name, CancellationToken cancellationToken)
    {
        if (!_fresh)
        {
            return name;
        }

        // Made beforehand, with the labels by which it is removed.
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
