using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Adds a container whose image is built from a Dockerfile.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="contextPath">The folder that the build may read; relative to the AppHost's folder.</param>
    /// <param name="dockerfilePath">The Dockerfile, relative to the context; by default <c>Dockerfile</c>.</param>
    /// <param name="stage">The stage to build; by default the last one.</param>
    public static IResourceBuilder<ContainerResource> AddDockerfile(this IDistributedApplicationBuilder builder, string name, string contextPath, string? dockerfilePath = null, string? stage = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithDockerfile(contextPath, dockerfilePath, stage);
    }

    /// <summary>Adds a container whose image is built from a Dockerfile that code writes.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="contextPath">The folder that the build may read; relative to the AppHost's folder.</param>
    /// <param name="dockerfileFactory">Writes the text of the Dockerfile.</param>
    /// <param name="stage">The stage to build; by default the last one.</param>
    public static IResourceBuilder<ContainerResource> AddDockerfileFactory(this IDistributedApplicationBuilder builder, string name, string contextPath, Func<DockerfileFactoryContext, string> dockerfileFactory, string? stage = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithDockerfileFactory(contextPath, dockerfileFactory, stage);
    }

    /// <summary>Adds a container whose image is built from a Dockerfile that code writes.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="contextPath">The folder that the build may read; relative to the AppHost's folder.</param>
    /// <param name="dockerfileFactory">Writes the text of the Dockerfile.</param>
    /// <param name="stage">The stage to build; by default the last one.</param>
    public static IResourceBuilder<ContainerResource> AddDockerfileFactory(this IDistributedApplicationBuilder builder, string name, string contextPath, Func<DockerfileFactoryContext, Task<string>> dockerfileFactory, string? stage = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithDockerfileFactory(contextPath, dockerfileFactory, stage);
    }

    /// <summary>Builds the image of the container from a Dockerfile instead of fetching it.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="contextPath">The folder that the build may read; relative to the AppHost's folder.</param>
    /// <param name="dockerfilePath">The Dockerfile, relative to the context; by default <c>Dockerfile</c>.</param>
    /// <param name="stage">The stage to build; by default the last one.</param>
    public static IResourceBuilder<T> WithDockerfile<T>(this IResourceBuilder<T> builder, string contextPath, string? dockerfilePath = null, string? stage = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var context = builder.ContextFolder(contextPath);
        return builder.WithBuild(new DockerfileBuildAnnotation(context, Path.GetFullPath(dockerfilePath ?? "Dockerfile", context), stage));
    }

    /// <summary>Builds the image of the container from a Dockerfile that code writes.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="contextPath">The folder that the build may read; relative to the AppHost's folder.</param>
    /// <param name="dockerfileFactory">Writes the text of the Dockerfile.</param>
    /// <param name="stage">The stage to build; by default the last one.</param>
    public static IResourceBuilder<T> WithDockerfileFactory<T>(this IResourceBuilder<T> builder, string contextPath, Func<DockerfileFactoryContext, string> dockerfileFactory, string? stage = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(dockerfileFactory);
        return builder.WithDockerfileFactory(contextPath, context => Task.FromResult(dockerfileFactory(context)), stage);
    }

    /// <summary>Builds the image of the container from a Dockerfile that code writes.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="contextPath">The folder that the build may read; relative to the AppHost's folder.</param>
    /// <param name="dockerfileFactory">Writes the text of the Dockerfile. When the application is published, the text is put beside the manifest.</param>
    /// <param name="stage">The stage to build; by default the last one.</param>
    public static IResourceBuilder<T> WithDockerfileFactory<T>(this IResourceBuilder<T> builder, string contextPath, Func<DockerfileFactoryContext, Task<string>> dockerfileFactory, string? stage = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dockerfileFactory);
        var context = builder.ContextFolder(contextPath);
        var file = Path.Join(context, $"{builder.Resource.Name}.Dockerfile");
        return builder.WithBuild(new DockerfileBuildAnnotation(context, file, stage) { DockerfileFactory = dockerfileFactory });
    }

    /// <summary>Gives an argument to the build of the image.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">The name of the argument in the Dockerfile.</param>
    /// <param name="value">A text or a value that is known later; <see langword="null"/> takes the builder's environment variable of that name.</param>
    /// <exception cref="InvalidOperationException">The image is not built: call <c>WithDockerfile</c> first.</exception>
    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, object? value) where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.ChangeBuild(build => build.BuildArguments[name] = value is IResourceBuilder<IResource> resource ? resource.Resource : value);
    }

    /// <summary>Gives a parameter to the build of the image. It can be read from the image: for secrets there is <see cref="WithBuildSecret{T}"/>.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">The name of the argument in the Dockerfile.</param>
    /// <param name="value">The parameter.</param>
    /// <exception cref="InvalidOperationException">The image is not built, or the parameter is secret.</exception>
    public static IResourceBuilder<T> WithBuildArg<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(value);
        return value.Resource.Secret
            ? throw new InvalidOperationException($"The parameter '{value.Resource.Name}' is secret and cannot be the build argument '{name}' of the resource '{builder.Resource.Name}': arguments can be read from the image. Use WithBuildSecret.")
            : builder.WithBuildArg(name, (object)value.Resource);
    }

    /// <summary>Gives a secret to the build of the image. It does not become part of the image.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">The id of the secret in the Dockerfile.</param>
    /// <param name="value">The parameter.</param>
    /// <exception cref="InvalidOperationException">The image is not built: call <c>WithDockerfile</c> first.</exception>
    public static IResourceBuilder<T> WithBuildSecret<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> value) where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        return builder.ChangeBuild(build => build.BuildSecrets[name] = value.Resource);
    }

    private static string ContextFolder<T>(this IResourceBuilder<T> builder, string contextPath) where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(contextPath);
        return Path.GetFullPath(contextPath, builder.ApplicationBuilder.AppHostDirectory);
    }

    // The image gets the name of the resource, and a tag of the AppHost's own: a resource may be called 'redis', and two applications have an 'api'.
    private static IResourceBuilder<T> WithBuild<T>(this IResourceBuilder<T> builder, DockerfileBuildAnnotation build) where T : ContainerResource
    {
        build.ImageName = builder.Resource.Name.ToLowerInvariant();
        build.ImageTag = $"aspire-{VolumeNameGenerator.HashOf(builder.ApplicationBuilder)}";
        if (!builder.Resource.HasAnnotationOfType<ContainerImageAnnotation>())
        {
            builder.WithAnnotation(new ContainerImageAnnotation { Image = build.ImageName, Tag = build.ImageTag });
        }

        return builder.WithAnnotation(build, ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<T> ChangeBuild<T>(this IResourceBuilder<T> builder, Action<DockerfileBuildAnnotation> change) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build))
        {
            throw new InvalidOperationException($"The image of the resource '{builder.Resource.Name}' is not built: say from what with WithDockerfile first.");
        }

        change(build);
        return builder;
    }
}
