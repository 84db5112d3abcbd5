using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ParameterResourceBuilderExtensions
{
    /// <summary>Publishes the resource as a connection string that the deployment supplies: on this machine it is a container, there it is somebody else's service.</summary>
    public static IResourceBuilder<T> PublishAsConnectionString<T>(this IResourceBuilder<T> builder) where T : ContainerResource, IResourceWithConnectionString
    {
        ConfigureConnectionStringManifestPublisher((IResourceBuilder<IResourceWithConnectionString>)builder);
        return builder;
    }

    /// <summary>Publishes the resource as a connection string that the deployment supplies.</summary>
    public static void ConfigureConnectionStringManifestPublisher(IResourceBuilder<IResourceWithConnectionString> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WithManifestPublishingCallback(context => context.WriteConnectionStringParameter(builder.Resource));
    }
}
