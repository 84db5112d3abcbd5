using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Shows resources of the AppHost author's own kinds.</summary>
public static class CustomResourceExtensions
{
    /// <summary>Says how the resource stands before anything has happened to it. What happens is told by <see cref="ResourceNotificationService.PublishUpdateAsync(IResource, Func{CustomResourceSnapshot, CustomResourceSnapshot})"/>.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="initialSnapshot">Its kind, properties and first state.</param>
    public static IResourceBuilder<TResource> WithInitialState<TResource>(this IResourceBuilder<TResource> builder, CustomResourceSnapshot initialSnapshot) where TResource : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(initialSnapshot);
        return builder.WithAnnotation(new ResourceSnapshotAnnotation(initialSnapshot), ResourceAnnotationMutationBehavior.Replace);
    }
}
