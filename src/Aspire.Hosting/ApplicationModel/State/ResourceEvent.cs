namespace Aspire.Hosting.ApplicationModel;

/// <summary>How an instance of a resource stands at a moment.</summary>
public class ResourceEvent
{
    /// <summary>Describes an instance.</summary>
    public ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(resourceId);
        ArgumentNullException.ThrowIfNull(snapshot);
        (Resource, ResourceId, Snapshot) = (resource, resourceId, snapshot);
    }

    /// <summary>The resource.</summary>
    public IResource Resource { get; }

    /// <summary>The instance: the name of the resource, with a number behind it where there are replicas.</summary>
    public string ResourceId { get; }

    /// <summary>How it stands.</summary>
    public CustomResourceSnapshot Snapshot { get; }
}
