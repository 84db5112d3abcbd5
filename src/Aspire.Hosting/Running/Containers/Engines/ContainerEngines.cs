using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>Finds the container engine of this machine: the one that was asked for, else docker, else podman.</summary>
internal sealed partial class ContainerEngines(EngineProbe probe, IConfiguration configuration, TimeProvider time, ILogger<ContainerEngines> logger) : IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
#pragma warning disable CA2213 // Without a timer, the source holds nothing to give back.
    private readonly CancellationTokenSource _stopping = new();
#pragma warning restore CA2213
    private Task<EngineAnswer>? _answer;
    private Task? _waiting;
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

    /// <summary>Waits until an engine that is silent answers, or it is known that it will not. All who wait share the asking.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_waiting is null or { IsCompleted: true })
            {
                _waiting = AskAgainAsync();
            }

            return _waiting.WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => _stopping.Cancel();

    private async Task AskAgainAsync()
    {
        do
        {
            await Task.Delay(Retry, time, _stopping.Token).ConfigureAwait(false);
        }
        while ((await FindAsync().ConfigureAwait(false)).Standing == EngineStanding.Silent);
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
        else if (answer.Standing != EngineStanding.NotInstalled)
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
                return new(null, EngineStanding.NotInstalled, $"ASPIRE_CONTAINER_RUNTIME is '{asked}', which is no container engine that is known here. Set it to docker or podman.");
        }

        var podman = probe.AskAsync(new PodmanDialect());
        var docker = await probe.AskAsync(new DockerDialect()).ConfigureAwait(false);
        if (docker.Engine is not null)
        {
            return docker;
        }

        var other = await podman.ConfigureAwait(false);
        return other.Engine is not null ? other
            : docker.Standing != EngineStanding.NotInstalled ? docker
            : other.Standing != EngineStanding.NotInstalled ? other
            : new(null, EngineStanding.NotInstalled, "no container engine is installed (neither docker nor podman is on PATH). Install one of them.");
    }
}
