using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Containers.Planning;

/// <summary>What was declared about a container.</summary>
internal static class ContainerTraits
{
    public static bool IsPersistentContainer(this IResource resource) =>
        resource is ContainerResource && resource.TryGetLastAnnotation<ContainerLifetimeAnnotation>(out var annotation) && annotation.Lifetime == ContainerLifetime.Persistent;

    public static ImagePullPolicy PullPolicy(this IResource resource) =>
        resource.TryGetLastAnnotation<ContainerImagePullPolicyAnnotation>(out var annotation) ? annotation.ImagePullPolicy : ImagePullPolicy.Default;

    /// <summary>
    /// Whether the engine chooses the port of this machine that a persistent container has, and a proxy of the run leads to it. It is not
    /// so for an endpoint without a proxy, which is reached while the AppHost does not run, nor for UDP.
    /// </summary>
    public static bool IsChosenByEngine(this EndpointAnnotation endpoint) =>
        endpoint.IsProxied && endpoint.Protocol == ProtocolType.Tcp;
}
