using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Containers.Planning;

/// <summary>What was declared about a container.</summary>
internal static class ContainerTraits
{
    public static bool IsPersistentContainer(this IResource resource) =>
        resource is ContainerResource && resource.TryGetLastAnnotation<ContainerLifetimeAnnotation>(out var annotation) && annotation.Lifetime == ContainerLifetime.Persistent;

    public static ImagePullPolicy PullPolicy(this IResource resource) =>
        resource.TryGetLastAnnotation<ContainerImagePullPolicyAnnotation>(out var annotation) ? annotation.ImagePullPolicy : ImagePullPolicy.Default;

    /// <summary>Whether the container itself has a port of this machine that was chosen for it, with no proxy in between.</summary>
    public static bool HasFixedContainerPort(this EndpointAnnotation endpoint) => endpoint is { IsProxied: false, Port: not null };
}
