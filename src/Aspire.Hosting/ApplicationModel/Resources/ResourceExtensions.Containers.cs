using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    /// <summary>Gets the full name of the image of a container: registry, image, and tag or digest.</summary>
    /// <returns>Whether the resource has an image.</returns>
    public static bool TryGetContainerImageName(this IResource resource, [NotNullWhen(true)] out string? imageName)
    {
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
