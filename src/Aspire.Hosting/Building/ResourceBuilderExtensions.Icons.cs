using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Chooses the icon that the resource is shown with.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="iconName">The name of the icon, among those of Fluent UI, for example <c>WebAsset</c>.</param>
    /// <param name="iconVariant">How it is drawn.</param>
    public static IResourceBuilder<T> WithIconName<T>(this IResourceBuilder<T> builder, string iconName, IconVariant iconVariant = IconVariant.Filled) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ResourceIconAnnotation(iconName, iconVariant), ResourceAnnotationMutationBehavior.Replace);
    }
}
