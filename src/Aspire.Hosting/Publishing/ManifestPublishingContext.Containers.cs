using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

// Containers, with what they mount and how their images are built.
public sealed partial class ManifestPublishingContext
{
    /// <summary>Writes a container: <c>container.v0</c>, or <c>container.v1</c> if its image is built or it has a deployment.</summary>
    /// <exception cref="DistributedApplicationException">The container has neither an image nor a Dockerfile.</exception>
    public async Task WriteContainerAsync(ContainerResource container)
    {
        ArgumentNullException.ThrowIfNull(container);
        var deployment = DeploymentOf(container);
        container.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build);
        Writer.WriteString("type", build is null && deployment is null ? "container.v0" : "container.v1");
        WriteConnectionString(container);
        if (build is not null)
        {
            await WriteBuildAsync(container, build).ConfigureAwait(false);
        }
        else
        {
            Writer.WriteString("image", container.TryGetContainerImageName(out var image)
                ? image
                : throw new DistributedApplicationException("It has no image: say which with WithImage, or from what it is built with WithDockerfile."));
        }

        await WriteDeploymentAsync(deployment).ConfigureAwait(false);
        if (container.Entrypoint is not null)
        {
            Writer.WriteString("entrypoint", container.Entrypoint);
        }

        await WriteCommandLineArgumentsAsync(container).ConfigureAwait(false);
        WriteMounts(container);
        await WriteEnvironmentVariablesAsync(container).ConfigureAwait(false);
        WriteBindings(container);
    }

    private void WriteMounts(ContainerResource container)
    {
        if (!container.TryGetContainerMounts(out var mounts))
        {
            return;
        }

        WriteArray("bindMounts", mounts.Where(mount => mount.Type == ContainerMountType.BindMount), mount =>
            Writer.WriteString("source", GetManifestRelativePath(mount.Source)));
        WriteArray("volumes", mounts.Where(mount => mount.Type == ContainerMountType.Volume), mount =>
        {
            if (mount.Source is not null)
            {
                Writer.WriteString("name", mount.Source);
            }
        });

        void WriteArray(string name, IEnumerable<ContainerMountAnnotation> some, Action<ContainerMountAnnotation> writeSource)
        {
            if (!some.Any())
            {
                return;
            }

            Writer.WriteStartArray(name);
            foreach (var mount in some)
            {
                Writer.WriteStartObject();
                writeSource(mount);
                Writer.WriteString("target", mount.Target.Replace('\\', '/'));
                Writer.WriteBoolean("readOnly", mount.IsReadOnly);
                Writer.WriteEndObject();
            }

            Writer.WriteEndArray();
        }
    }

    private async Task WriteBuildAsync(ContainerResource container, DockerfileBuildAnnotation build)
    {
        var dockerfile = build.DockerfileFactory is { } factory
            ? await WriteDockerfileAsync(container, factory).ConfigureAwait(false)
            : build.DockerfilePath;

        Writer.WriteStartObject("build");
        Writer.WriteString("context", GetManifestRelativePath(build.ContextPath));
        Writer.WriteString("dockerfile", GetManifestRelativePath(dockerfile));
        if (build.Stage is not null)
        {
            Writer.WriteString("stage", build.Stage);
        }

        WriteBuildArguments(build);
        WriteBuildSecrets(build);
        Writer.WriteEndObject();
    }

    // Whoever builds from the manifest has no code to ask: the text lies beside it.
    private async Task<string> WriteDockerfileAsync(ContainerResource container, Func<DockerfileFactoryContext, Task<string>> factory)
    {
        var context = new DockerfileFactoryContext { Services = ExecutionContext.ServiceProvider, Resource = container, CancellationToken = CancellationToken };
        var text = await factory(context).ConfigureAwait(false);
        var path = Path.Join(Path.GetDirectoryName(Path.GetFullPath(ManifestPath)), $"{container.Name}.Dockerfile");
        await File.WriteAllTextAsync(path, text, CancellationToken).ConfigureAwait(false);
        return path;
    }

    private void WriteBuildArguments(DockerfileBuildAnnotation build)
    {
        if (build.BuildArguments.Count == 0)
        {
            return;
        }

        Writer.WriteStartObject("args");
        foreach (var (name, value) in build.BuildArguments)
        {
            Writer.WriteString(name, TextOf(value, $"The build argument '{name}'"));
        }

        Writer.WriteEndObject();
    }

    private void WriteBuildSecrets(DockerfileBuildAnnotation build)
    {
        if (build.BuildSecrets.Count == 0)
        {
            return;
        }

        Writer.WriteStartObject("secrets");
        foreach (var (name, value) in build.BuildSecrets)
        {
            Writer.WriteStartObject(name);
            if (value is FileInfo file)
            {
                Writer.WriteString("type", "file");
                Writer.WriteString("source", GetManifestRelativePath(file.FullName));
            }
            else
            {
                Writer.WriteString("type", "env");
                Writer.WriteString("value", TextOf(value, $"The build secret '{name}'"));
            }

            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
    }
}
