using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    /// <summary>Gets the full name of the image of a container: that of the one that is built for it, or else registry, image, and tag or digest.</summary>
    /// <returns>Whether the resource has an image.</returns>
    public static bool TryGetContainerImageName(this IResource resource, [NotNullWhen(true)] out string? imageName) =>
        resource.TryGetContainerImageName(useBuiltImage: true, out imageName);

    /// <summary>Gets the full name of the image of a container.</summary>
    /// <param name="resource">The container.</param>
    /// <param name="useBuiltImage">
    /// Whether the image is meant that is built from a Dockerfile, where one is. Otherwise it is the one that was given by name,
    /// although the container runs another.
    /// </param>
    /// <param name="imageName">The name, with a tag or a digest.</param>
    /// <returns>Whether the resource has an image.</returns>
    public static bool TryGetContainerImageName(this IResource resource, bool useBuiltImage, [NotNullWhen(true)] out string? imageName)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (useBuiltImage && resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build) && build is { ImageName: { Length: > 0 } name, ImageTag: { Length: > 0 } tag })
        {
            imageName = $"{name}:{tag}";
            return true;
        }

        imageName = null;
        if (resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
        {
            var registry = image.Registry is { Length: > 0 } ? $"{image.Registry}/" : "";
            imageName = image.SHA256 is { Length: > 0 }
                ? $"{registry}{image.Image}@sha256:{image.SHA256}"
                : $"{registry}{image.Image}:{image.Tag}";
        }

        return imageName is not null;
    }

    /// <summary>Gets the volumes and bind mounts of a resource.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryGetContainerMounts(this IResource resource, [NotNullWhen(true)] out IEnumerable<ContainerMountAnnotation>? volumeMounts) =>
        resource.TryGetAnnotationsOfType(out volumeMounts);
}
