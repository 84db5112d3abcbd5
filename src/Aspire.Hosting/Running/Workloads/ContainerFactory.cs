using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>Runs a resource that is declared as a container, as a local service if there is one for it.</summary>
internal sealed class ContainerFactory(LocalServiceFactory localServices) : IWorkloadFactory
{
    public bool CanRun(IResource resource) => resource is ContainerResource;

    public string? DescribeSource(IResource resource) => resource.TryGetContainerImageName(out var image) ? image : null;

    public Task<IWorkload> StartAsync(WorkloadStart start, CancellationToken cancellationToken)
    {
        var resource = start.Instance.Resource;
        if (resource.TryGetLastAnnotation<LocalServiceAnnotation>(out var annotation))
        {
            return localServices.StartAsync(annotation.Service, start, cancellationToken);
        }

        throw new DistributedApplicationException($"it is a container ({DescribeSource(resource) ?? "without an image"}), and containers are not run by this version. Only servers with a local service (Redis, PostgreSQL, Kafka) run without a container engine; leave the resource out where the application runs here.");
    }
}
