using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Containers.Planning;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Containers.Images;

/// <summary>Brings the image of a resource to this machine: builds it, or looks for it and pulls it.</summary>
internal sealed class ImageSupply(ContainerImages images, ImageBuilds builds)
{
    /// <exception cref="DistributedApplicationException">There is no image, and why.</exception>
    public async Task<ContainerImage> ProvideAsync(ContainerEngine engine, WorkloadStart start, CancellationToken cancellationToken)
    {
        var resource = start.Instance.Resource;
        if (resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build))
        {
            return await builds.BuildAsync(engine, start, build, cancellationToken).ConfigureAwait(false);
        }

        return resource.TryGetContainerImageName(out var image)
            ? new(image, await images.EnsureAsync(engine, image, resource.PullPolicy(), start.ReportStateAsync, cancellationToken).ConfigureAwait(false))
            : throw new DistributedApplicationException("it is a container without an image. Say which with WithImage.");
    }
}
