using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Containers.Engines;

/// <summary>A container engine that answers.</summary>
/// <param name="Dialect">Its kind.</param>
/// <param name="Version">Its version.</param>
/// <param name="Cli">Its program.</param>
internal sealed record ContainerEngine(EngineDialect Dialect, string Version, EngineCli Cli)
{
    /// <summary>Name and version, for a log.</summary>
    public override string ToString() => $"{Dialect.Name} {Version}";

    /// <summary>The id of an image of this machine; <see langword="null"/> if it is not there.</summary>
    public async Task<string?> FindImageAsync(string image, CancellationToken cancellationToken)
    {
        var result = await Cli.RunAsync(["image", "inspect", "--format", "{{.Id}}", image], cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    /// <summary>What the engine knows about a container in a format of its own; <see langword="null"/> if there is no such container.</summary>
    public async Task<string?> InspectAsync(string container, string format, CancellationToken cancellationToken)
    {
        string[] command = ["container", "inspect", "--format", format, container];
        var result = await Cli.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result.Output.Trim()
            : result.Errors.Contains("no such container", StringComparison.OrdinalIgnoreCase) ? null
            : throw Cli.Failure(command, result);
    }

    /// <summary>Asks a container to end by its own signal, and ends it when it does not within its own limit.</summary>
    public Task StopContainerAsync(string container) => Cli.AskAsync(["stop", container], CancellationToken.None);

    /// <summary>Removes containers with their anonymous volumes, running or not. One that is not there is no error.</summary>
    public Task<ProcessResult> RemoveContainersAsync(params IReadOnlyList<string> containers) =>
        Cli.RunAsync([.. Dialect.RemoveCommand, .. containers], CancellationToken.None);
}
