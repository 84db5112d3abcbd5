using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>Finds the container engine of this machine: the one that was asked for, else docker, else podman.</summary>
internal sealed partial class ContainerEngines(EngineProbe probe, IConfiguration configuration, ILogger<ContainerEngines> logger)
{
    private readonly Lock _lock = new();
    private Task<EngineAnswer>? _answer;
    private string? _told;

    /// <summary>The engine, or why there is none. An engine that did not answer is asked anew: somebody may have started it.</summary>
    public Task<EngineAnswer> FindAsync()
    {
        lock (_lock)
        {
            if (_answer is null or { IsCompletedSuccessfully: true, Result.Engine: null })
            {
                _answer = AskAndTellAsync();
            }

            return _answer;
        }
    }

    private async Task<EngineAnswer> AskAndTellAsync()
    {
        var answer = await AskAsync().ConfigureAwait(false);
        var text = answer.Engine?.ToString() ?? answer.Problem;
        if (Interlocked.Exchange(ref _told, text) != text)
        {
            Tell(answer);
        }

        return answer;
    }

    // Where none is installed, nobody expects one; whoever needs one says so in its own log.
    private void Tell(EngineAnswer answer)
    {
        if (answer.Engine is { } engine)
        {
            LogFound(engine.Dialect.Name, engine.Version);
        }
        else if (answer.IsInstalled)
        {
            LogUnusable(answer.Problem);
        }
    }

    private async Task<EngineAnswer> AskAsync()
    {
        var asked = configuration["ASPIRE_CONTAINER_RUNTIME"] is { Length: > 0 } name ? name : configuration["DOTNET_ASPIRE_CONTAINER_RUNTIME"];
        switch (asked?.ToLowerInvariant())
        {
            case "docker":
                return await probe.AskAsync(new DockerDialect()).ConfigureAwait(false);
            case "podman":
                return await probe.AskAsync(new PodmanDialect()).ConfigureAwait(false);
            case { Length: > 0 }:
                return new(null, false, $"ASPIRE_CONTAINER_RUNTIME is '{asked}', which is no container engine that is known here. Set it to docker or podman.");
        }

        var podman = probe.AskAsync(new PodmanDialect());
        var docker = await probe.AskAsync(new DockerDialect()).ConfigureAwait(false);
        if (docker.Engine is not null)
        {
            return docker;
        }

        var other = await podman.ConfigureAwait(false);
        return other.Engine is not null ? other
            : docker.IsInstalled ? docker
            : other.IsInstalled ? other
            : new(null, false, "no container engine is installed (neither docker nor podman is on PATH). Install one of them.");
    }
}
