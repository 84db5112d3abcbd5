using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>One of the instances of a resource.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Id">The name of the resource, with a number behind it where there are replicas.</param>
/// <param name="Index">Its place among the instances, from 0.</param>
internal sealed record ResourceInstance(IResource Resource, string Id, int Index)
{
    public static IEnumerable<ResourceInstance> Of(IResource resource) =>
        resource.GetInstanceIds().Select((id, index) => new ResourceInstance(resource, id, index));
}
