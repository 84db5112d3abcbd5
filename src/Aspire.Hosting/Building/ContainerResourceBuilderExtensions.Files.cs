using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Puts files and folders into the container before it starts.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">The absolute path in the container that they are put under.</param>
    /// <param name="entries">The files and folders.</param>
    /// <param name="defaultOwner">The id of the user that owns what does not say otherwise; root's, if there is none.</param>
    /// <param name="defaultGroup">The id of the group that owns what does not say otherwise; root's, if there is none.</param>
    /// <param name="umask">What is taken away from the mode of what does not say otherwise; <c>0022</c>, if there is none.</param>
    public static IResourceBuilder<T> WithContainerFiles<T>(
        this IResourceBuilder<T> builder, string destinationPath, IEnumerable<ContainerFileSystemItem> entries, int? defaultOwner = null, int? defaultGroup = null, UnixFileMode? umask = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(entries);
        return builder.WithContainerFiles(destinationPath, (_, _) => Task.FromResult(entries), defaultOwner, defaultGroup, umask);
    }

    /// <summary>Puts files and folders into the container, which are made at each start of it.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">The absolute path in the container that they are put under.</param>
    /// <param name="callback">Makes the files and folders.</param>
    /// <param name="defaultOwner">The id of the user that owns what does not say otherwise; root's, if there is none.</param>
    /// <param name="defaultGroup">The id of the group that owns what does not say otherwise; root's, if there is none.</param>
    /// <param name="umask">What is taken away from the mode of what does not say otherwise; <c>0022</c>, if there is none.</param>
    public static IResourceBuilder<T> WithContainerFiles<T>(
        this IResourceBuilder<T> builder, string destinationPath, Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> callback, int? defaultOwner = null, int? defaultGroup = null, UnixFileMode? umask = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(destinationPath);
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithAnnotation(new ContainerFileSystemCallbackAnnotation
        {
            DestinationPath = destinationPath,
            Callback = callback,
            DefaultOwner = defaultOwner,
            DefaultGroup = defaultGroup,
            Umask = umask,
        });
    }

    /// <summary>Copies a file, or a folder with all that is in it, from this machine into the container before it starts.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">The absolute path in the container that it is put under.</param>
    /// <param name="sourcePath">The file or folder, relative to the AppHost's project.</param>
    /// <param name="defaultOwner">The id of the user that owns it; root's, if there is none.</param>
    /// <param name="defaultGroup">The id of the group that owns it; root's, if there is none.</param>
    /// <param name="umask">What is taken away from its mode; <c>0022</c>, if there is none.</param>
    public static IResourceBuilder<T> WithContainerFiles<T>(
        this IResourceBuilder<T> builder, string destinationPath, string sourcePath, int? defaultOwner = null, int? defaultGroup = null, UnixFileMode? umask = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(sourcePath);
        var path = Path.GetFullPath(sourcePath, builder.ApplicationBuilder.AppHostDirectory);
        return builder.WithContainerFiles(
            destinationPath, (_, _) => Task.FromResult(ContainerDirectory.GetFileSystemItemsFromPath(path, searchOptions: SearchOption.AllDirectories)), defaultOwner, defaultGroup, umask);
    }
}
