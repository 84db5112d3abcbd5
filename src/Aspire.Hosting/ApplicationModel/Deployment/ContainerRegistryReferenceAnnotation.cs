namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says which registry the image of the resource is pushed to when the application is deployed.</summary>
/// <param name="registry">The registry.</param>
public class ContainerRegistryReferenceAnnotation(IContainerRegistry registry) : IResourceAnnotation
{
    /// <summary>The registry.</summary>
    public IContainerRegistry Registry { get; } = registry ?? throw new ArgumentNullException(nameof(registry));
}
