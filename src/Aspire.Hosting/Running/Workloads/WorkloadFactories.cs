using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>Finds out how a resource is run.</summary>
internal sealed class WorkloadFactories(IEnumerable<IWorkloadFactory> factories)
{
    private readonly IWorkloadFactory[] _factories = [.. factories];

    /// <summary>What starts the resource; none for one that has nothing to start, such as a parameter.</summary>
    public IWorkloadFactory? Find(IResource resource) => Array.Find(_factories, factory => factory.CanRun(resource));
}
