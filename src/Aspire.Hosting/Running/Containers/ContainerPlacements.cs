using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Containers.Images;
using Aspire.Hosting.Running.Containers.Planning;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running.Containers;

/// <summary>Decides, once for each resource that is declared as a container, whether it runs as one or as a local service.</summary>
internal sealed class ContainerPlacements(ContainerEngines engines, ContainerImages images, IConfiguration configuration)
{
    /// <summary>How servers run that have both a container and a local service: a <see cref="LocalServiceMode"/>.</summary>
    public const string Setting = "Aspire:LocalServices";

    private readonly ConcurrentDictionary<IResource, Lazy<PlacementDecision>> _decisions = new();

    /// <summary>What was decided. Where nothing could be, it is tried anew the next time.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="onProgress">Takes a short text each time the pull gets on that decides.</param>
    public async Task<ContainerPlacement> OfAsync(IResource resource, Func<string, Task>? onProgress = null)
    {
        var decision = _decisions.GetOrAdd(resource, one => new(() => new PlacementDecision(onPull => DecideAsync((ContainerResource)one, onPull))));
        var placement = await decision.Value.WaitAsync(onProgress).ConfigureAwait(false);
        if (placement is ContainerPlacement.Impossible)
        {
            _decisions.TryRemove(new(resource, decision));
        }

        return placement;
    }

    /// <summary>Waits until an engine that is silent answers, or it is known that it will not. Then it is to be decided anew.</summary>
    public Task EngineAsync(CancellationToken cancellationToken) => engines.WaitAsync(cancellationToken);

    private async Task<ContainerPlacement> DecideAsync(ContainerResource resource, Func<string, Task> onPull)
    {
        var service = ServiceOf(resource);
        LocalServiceMode mode;
        try
        {
            mode = service is null ? LocalServiceMode.Container : ModeOf(resource);
        }
        catch (DistributedApplicationException exception)
        {
            return new ContainerPlacement.Impossible(exception.Message);
        }

        if (mode == LocalServiceMode.Process)
        {
            return new ContainerPlacement.AsLocalService(service!, null);
        }

        var answer = await engines.FindAsync().ConfigureAwait(false);
        if (answer.Engine is not { } engine)
        {
            return mode == LocalServiceMode.Auto
                ? new ContainerPlacement.AsLocalService(service!, answer.Problem)
                : new ContainerPlacement.Impossible(NoEngine(resource, service, answer.Problem), answer.Standing == EngineStanding.Silent);
        }

        if (mode == LocalServiceMode.Auto && ImageOf(resource) is { } image)
        {
            try
            {
                await images.EnsureAheadAsync(engine, image, resource.PullPolicy(), onPull).ConfigureAwait(false);
            }
            catch (EngineException exception)
            {
                return new ContainerPlacement.AsLocalService(service!, exception.Message);
            }
        }

        return new ContainerPlacement.InContainer(engine);
    }

    private LocalServiceMode ModeOf(IResource resource)
    {
        if (resource.TryGetLastAnnotation<LocalServiceModeAnnotation>(out var own))
        {
            return own.Mode;
        }

        // A file of JSON cannot hold a value and a section of one name.
        var text = configuration[Setting] is { Length: > 0 } value ? value : configuration[$"{Setting}:Mode"];
        return string.IsNullOrEmpty(text) ? LocalServiceMode.Auto
            : Enum.TryParse<LocalServiceMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode
            : throw new DistributedApplicationException($"the setting {Setting} is '{text}'. Set it to Auto, Container or Process.");
    }

    private static ILocalService? ServiceOf(IResource resource) =>
        resource.TryGetLastAnnotation<LocalServiceAnnotation>(out var annotation) ? annotation.Service : null;

    // One that is built is not pulled.
    private static string? ImageOf(ContainerResource resource) =>
        !resource.HasAnnotationOfType<DockerfileBuildAnnotation>() && resource.TryGetContainerImageName(out var image) ? image : null;

    private static string NoEngine(ContainerResource resource, ILocalService? service, string problem)
    {
        var image = resource.TryGetContainerImageName(out var name) ? name : "without an image";
        return service is null
            ? $"it is a container ({image}), and {problem}"
            : $"it is to run as a container ({image}), and {problem} Or let it run as a process: leave out RunAsContainer(), or set {Setting} to Auto or Process.";
    }
}
