namespace Aspire.Hosting.ApplicationModel;

/// <summary>The application as the user declared it.</summary>
public class DistributedApplicationModel
{
    /// <summary>Creates a model of the resources.</summary>
    public DistributedApplicationModel(IResourceCollection resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        Resources = resources;
    }

    /// <summary>Creates a model of the resources.</summary>
    /// <exception cref="DistributedApplicationException">Two of them have the same name.</exception>
    public DistributedApplicationModel(IEnumerable<IResource> resources)
    {
        ArgumentNullException.ThrowIfNull(resources);
        Resources = new ResourceCollection(resources);
    }

    /// <summary>The resources, in the order in which they were added.</summary>
    public IResourceCollection Resources { get; }
}
