using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Runs the resource as a container, whatever the setting <c>Aspire:LocalServices</c> says. Without a container engine it does not start.</summary>
    public static IResourceBuilder<T> RunAsContainer<T>(this IResourceBuilder<T> builder) where T : ContainerResource =>
        builder.WithLocalServiceMode(LocalServiceMode.Container);

    /// <summary>Runs the resource as a process of this machine, whatever the setting <c>Aspire:LocalServices</c> says.</summary>
    /// <exception cref="InvalidOperationException">There is no local service for the resource: it can run as a container only.</exception>
    public static IResourceBuilder<T> RunAsProcess<T>(this IResourceBuilder<T> builder) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Resource.HasAnnotationOfType<LocalServiceAnnotation>()
            ? builder.WithLocalServiceMode(LocalServiceMode.Process)
            : throw new InvalidOperationException($"The resource '{builder.Resource.Name}' cannot run as a process: there is no local service for it. Leave out RunAsProcess(), so that it runs as a container.");
    }

    private static IResourceBuilder<T> WithLocalServiceMode<T>(this IResourceBuilder<T> builder, LocalServiceMode mode) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new LocalServiceModeAnnotation(mode), ResourceAnnotationMutationBehavior.Replace);
    }
}
