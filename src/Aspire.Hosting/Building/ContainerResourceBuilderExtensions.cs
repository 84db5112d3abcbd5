using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds containers to an application, and says more about them.</summary>
public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Adds a container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="image">The image, which may hold registry, tag or digest. The tag is <c>latest</c>, if there is none.</param>
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithImage(image);
    }

    /// <summary>Adds a container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="image">The image, which may hold the registry.</param>
    /// <param name="tag">The tag.</param>
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image, string tag)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithImage(image, tag);
    }

    /// <summary>Changes the image. One that is built from a Dockerfile gets this name.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="image">The image, which may hold registry, tag or digest.</param>
    /// <param name="tag">The tag; that in the image, or <c>latest</c>, if there is none.</param>
    /// <exception cref="InvalidOperationException">Both the image and <paramref name="tag"/> have a tag.</exception>
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var parsed = ImageName.Parse(image);
        if (tag is not null && (parsed.Tag ?? parsed.Digest) is { } inImage)
        {
            throw new InvalidOperationException($"The image '{image}' of the resource '{builder.Resource.Name}' already says '{inImage}': leave out the tag '{tag}', or take it out of the image.");
        }

        var annotation = builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var existing)
            ? existing
            : new ContainerImageAnnotation { Image = parsed.Image };
        annotation.Registry = parsed.Registry ?? annotation.Registry;
        annotation.Image = parsed.Image;
        annotation.SHA256 = parsed.Digest;
        annotation.Tag = parsed.Digest is null ? tag ?? parsed.Tag ?? "latest" : null;
        if (existing is null)
        {
            builder.WithAnnotation(annotation);
        }

        if (builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build))
        {
            build.ImageName = parsed.Registry is null ? parsed.Image : $"{parsed.Registry}/{parsed.Image}";
            build.ImageTag = tag ?? parsed.Tag ?? build.ImageTag;
        }

        return builder;
    }

    /// <summary>Changes the tag of the image. One that is built from a Dockerfile gets this tag.</summary>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag) where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        builder.ChangeImage(image => (image.Tag, image.SHA256) = (tag, null));
        if (builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build))
        {
            build.ImageTag = tag;
        }

        return builder;
    }

    /// <summary>Changes the registry of the image.</summary>
    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry) where T : ContainerResource =>
        builder.ChangeImage(image => image.Registry = registry);

    /// <summary>Fixes the image by its digest, 64 hexadecimal digits.</summary>
    public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, string sha256) where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(sha256);
        return builder.ChangeImage(image => (image.Tag, image.SHA256) = (null, sha256));
    }

    /// <summary>Runs another program than that of the image.</summary>
    public static IResourceBuilder<T> WithEntrypoint<T>(this IResourceBuilder<T> builder, string entrypoint) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.Entrypoint = entrypoint;
        return builder;
    }

    /// <summary>Says how long the container lives.</summary>
    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ContainerLifetimeAnnotation { Lifetime = lifetime }, ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Says what the container engine calls the container.</summary>
    public static IResourceBuilder<T> WithContainerName<T>(this IResourceBuilder<T> builder, string name) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.WithAnnotation(new ContainerNameAnnotation { Name = name }, ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Mounts a folder or file of this machine.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="source">The path on this machine, relative to the AppHost's project.</param>
    /// <param name="target">The absolute path in the container.</param>
    /// <param name="isReadOnly">Whether the container must not write to it.</param>
    public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var path = Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory);
        return builder.WithAnnotation(new ContainerMountAnnotation(path, target, ContainerMountType.BindMount, isReadOnly));
    }

    /// <summary>Mounts a volume.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">The name of the volume; none for an anonymous one.</param>
    /// <param name="target">The absolute path in the container.</param>
    /// <param name="isReadOnly">Whether the container must not write to it.</param>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ContainerMountAnnotation(name, target, ContainerMountType.Volume, isReadOnly));
    }

    /// <summary>Mounts an anonymous volume.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="target">The absolute path in the container.</param>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string target) where T : ContainerResource =>
        builder.WithVolume(null, target);

    private static IResourceBuilder<T> ChangeImage<T>(this IResourceBuilder<T> builder, Action<ContainerImageAnnotation> change) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
        {
            throw new InvalidOperationException($"The resource '{builder.Resource.Name}' does not have an image yet: say which with WithImage first.");
        }

        change(image);
        return builder;
    }
}
