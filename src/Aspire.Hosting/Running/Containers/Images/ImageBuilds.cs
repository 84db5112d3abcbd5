using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Configuration;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Containers.Planning;
using Aspire.Hosting.Running.LocalServices;
using Aspire.Hosting.Running.Processes;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Containers.Images;

/// <summary>Builds images from Dockerfiles. The engine's own cache makes it quick where nothing changed.</summary>
internal sealed class ImageBuilds(RunFolder runFolder, DistributedApplicationExecutionContext executionContext, IServiceProvider services)
{
    /// <summary>Builds the image of a resource, and writes what the build says to its log.</summary>
    /// <returns>The image.</returns>
    /// <exception cref="DistributedApplicationException">It cannot be built.</exception>
    public async Task<ContainerImage> BuildAsync(ContainerEngine engine, WorkloadStart start, DockerfileBuildAnnotation annotation, CancellationToken cancellationToken)
    {
        await start.ReportStateAsync("Building").ConfigureAwait(false);
        var folder = runFolder.CreateFolder($"{start.Instance.Id}-build");
        try
        {
            var build = await PrepareAsync(start, annotation, folder, cancellationToken).ConfigureAwait(false);
            var result = await engine.Cli.RunAsync(build.Command, build.Environment, line => start.OnLine(line, false), cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw new DistributedApplicationException(
                    $"its image could not be built from '{annotation.DockerfilePath}': {EngineMessage.Of(result)} Its log has what the build wrote before. Correct the Dockerfile, and start it again.");
            }

            var id = await engine.FindImageAsync(build.Image, cancellationToken).ConfigureAwait(false);
            return new(build.Image, id ?? throw new DistributedApplicationException($"its image '{build.Image}' was built and is not there. Start it again."));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<ImageBuild> PrepareAsync(WorkloadStart start, DockerfileBuildAnnotation annotation, string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(annotation.ContextPath))
        {
            throw new DistributedApplicationException($"the folder '{annotation.ContextPath}', which its image is built from, does not exist. Create it, or correct the context path.");
        }

        var resource = (ContainerResource)start.Instance.Resource;
        var dockerfile = await DockerfileAsync(resource, annotation, folder, cancellationToken).ConfigureAwait(false);
        var arguments = new Dictionary<string, string?>();
        foreach (var (name, value) in annotation.BuildArguments)
        {
            arguments[name] = await TextAsync(start, value, cancellationToken).ConfigureAwait(false);
        }

        var secrets = new Dictionary<string, string>();
        foreach (var (name, value) in annotation.BuildSecrets)
        {
            secrets[name] = value is FileInfo file ? file.FullName : Path.Join(folder, $"secret-{secrets.Count}");
            if (value is not FileInfo)
            {
                await PrivateFile.WriteAsync(secrets[name], await TextAsync(start, value, cancellationToken).ConfigureAwait(false) ?? "", cancellationToken).ConfigureAwait(false);
            }
        }

        return new()
        {
            Image = resource.TryGetContainerImageName(out var image) ? image : resource.Name.ToLowerInvariant(),
            Context = annotation.ContextPath,
            Dockerfile = dockerfile,
            Stage = annotation.Stage,
            Arguments = arguments,
            Secrets = secrets,
            Pulls = resource.PullPolicy() == ImagePullPolicy.Always,
            NeedsBuildKit = secrets.Count > 0 || (await File.ReadAllTextAsync(dockerfile, cancellationToken).ConfigureAwait(false)).Contains("--mount=", StringComparison.Ordinal),
        };
    }

    private async Task<string> DockerfileAsync(ContainerResource resource, DockerfileBuildAnnotation annotation, string folder, CancellationToken cancellationToken)
    {
        if (annotation.DockerfileFactory is { } factory)
        {
            var text = await factory(new() { Services = services, Resource = resource, CancellationToken = cancellationToken }).ConfigureAwait(false);
            var written = Path.Join(folder, "Dockerfile");
            await PrivateFile.WriteAsync(written, text, cancellationToken).ConfigureAwait(false);
            return written;
        }

        return File.Exists(annotation.DockerfilePath)
            ? annotation.DockerfilePath
            : throw new DistributedApplicationException($"the Dockerfile '{annotation.DockerfilePath}' does not exist. Create it, or correct its path.");
    }

    private ValueTask<string?> TextAsync(WorkloadStart start, object? value, CancellationToken cancellationToken) =>
        ValueText.ResolveAsync(value, start.Place.ContextOf(start.Instance.Resource, executionContext), cancellationToken);
}
