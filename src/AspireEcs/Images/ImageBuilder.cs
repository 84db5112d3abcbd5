using System.Diagnostics;
using AspireEcs.Aws;
using AspireEcs.Deployment;
using AspireEcs.Graph;

namespace AspireEcs.Images;

/// <summary>Builds the images of a system and pushes them to ECR.</summary>
/// <param name="ecr">Where they go.</param>
/// <param name="tell">Gets a line for each step, and what the programs write.</param>
/// <param name="environment">The value of an environment variable.</param>
internal sealed class ImageBuilder(Ecr ecr, Action<string> tell, Func<string, string?> environment)
{
    /// <summary>Stands in a plan for an image that is yet to be built.</summary>
    internal const string NotYet = "built by this deployment";

    private readonly BuildProcess _process = new(tell);
    private ContainerProgram? _containers;

    /// <summary>Builds and pushes each image that a template waits for; one that has the tag already is not built again.</summary>
    /// <param name="graph">The system.</param>
    /// <param name="images">The parameters of the template, and the services whose images they take.</param>
    /// <param name="tag">Under which they are pushed.</param>
    /// <param name="cancel">Ends what is being built.</param>
    /// <returns>The images by their digests, a value for each parameter.</returns>
    /// <exception cref="DeploymentFailure">One cannot be built or pushed.</exception>
    internal async Task<IReadOnlyDictionary<string, string>> PushAsync(SystemGraph graph, IReadOnlyList<(string Parameter, string Resource)> images, string tag, CancellationToken cancel)
    {
        var arguments = new BuildArguments(graph.Manifest, environment);
        var services = images.Select(image => (image.Parameter, Service: graph.Service(image.Resource)!)).ToList();
        // What has no value is said before a minute was spent on building another.
        var builds = services.Where(image => image.Service.Source.Build is not null)
            .ToDictionary(image => image.Parameter, image => arguments.Of(image.Service.Name, image.Service.Source.Build!));
        var pushed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (parameter, service) in services)
            pushed[parameter] = await PushAsync(graph, service, builds.GetValueOrDefault(parameter) ?? [], tag, cancel);
        return pushed;
    }

    private async Task<string> PushAsync(SystemGraph graph, ServiceNode service, IReadOnlyList<string> arguments, string tag, CancellationToken cancel)
    {
        var name = $"{graph.Settings.Stack}/{service.Name}";
        var repository = await ecr.RepositoryAsync(name, cancel);
        if (await ecr.DigestAsync(name, tag, cancel) is { } there)
        {
            tell($"{service.Name}: {name}:{tag} was pushed before ({there}) and is not built again.");
            return $"{repository}@{there}";
        }
        var begun = Stopwatch.GetTimestamp();
        var (image, login, folder) = (ImageAddress.Of(repository, tag), await ecr.LoginAsync(cancel), graph.Manifest.Folder);
        if (service.Source.Project is { } path)
        {
            var project = Path.GetFullPath(path, folder);
            tell($"{service.Name}: building {path} with the .NET SDK, and pushing it to {image}.");
            await _process.RunAsync(service.Name, ProjectImage.Publish(service, project, image, login), cancel);
        }
        else
        {
            var build = service.Source.Build!;
            _containers ??= await ContainerProgram.FindAsync(service.Name, cancel);
            tell($"{service.Name}: building {build.Dockerfile}, and pushing it to {image}.");
            await _process.RunAsync(service.Name, _containers.Login(image.Registry, login, folder), cancel);
            await _process.RunAsync(service.Name, _containers.Build(service, build, arguments, image, folder), cancel);
            await _process.RunAsync(service.Name, _containers.Push(image, folder), cancel);
        }
        var digest = await ecr.DigestAsync(name, tag, cancel)
            ?? throw new DeploymentFailure($"{service.Name}: {image} was pushed, and ECR does not have it. Does the project set another registry, repository or tag (ContainerRepository, ContainerImageTags)? Leave that out of it.");
        tell($"{service.Name}: pushed as {digest} after {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s.");
        return $"{repository}@{digest}";
    }
}
