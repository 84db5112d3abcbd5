using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Building;

namespace Aspire.Hosting;

public static partial class ExecutableResourceBuilderExtensions
{
    /// <summary>Publishes the executable as a container that is built from the Dockerfile in its working directory.</summary>
    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder) where T : ExecutableResource =>
        builder.PublishAsDockerFile((Action<IResourceBuilder<ContainerResource>>?)null);

    /// <summary>Publishes the executable as a container that is built from the Dockerfile in its working directory.</summary>
    /// <param name="builder">The executable.</param>
    /// <param name="configure">Says more about the container, such as arguments of the build or of the program in it.</param>
    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder, Action<IResourceBuilder<ContainerResource>>? configure) where T : ExecutableResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        PublishedContainer.Replace(builder, builder.Resource.WorkingDirectory, configure);
        return builder;
    }

    /// <summary>Publishes the executable as a container that is built from the Dockerfile in its working directory.</summary>
    /// <param name="builder">The executable.</param>
    /// <param name="buildArgs">The arguments of the build.</param>
    [Obsolete("Use PublishAsDockerFile(container => container.WithBuildArg(name, value)).")]
    public static IResourceBuilder<T> PublishAsDockerFile<T>(this IResourceBuilder<T> builder, IEnumerable<DockerBuildArg>? buildArgs) where T : ExecutableResource =>
        builder.PublishAsDockerFile(container =>
        {
            foreach (var argument in buildArgs ?? [])
            {
                container.WithBuildArg(argument.Name, argument.Value);
            }
        });
}
