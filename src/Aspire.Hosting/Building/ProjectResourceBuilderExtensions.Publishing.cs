using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Building;

namespace Aspire.Hosting;

public static partial class ProjectResourceBuilderExtensions
{
    /// <summary>Publishes the project as a container that is built from the Dockerfile in its folder.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="configure">Says more about the container, such as arguments of the build or of the program in it.</param>
    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder, Action<IResourceBuilder<ContainerResource>>? configure = null) where T : ProjectResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Resource.TryGetLastAnnotation<IProjectMetadata>(out var metadata))
        {
            throw new InvalidOperationException($"The resource '{builder.Resource.Name}' does not say which project it is: add it with AddProject.");
        }

        PublishedContainer.Replace(builder, Path.GetDirectoryName(metadata.ProjectPath)!, configure);
        return builder;
    }
}
