namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts files into a container before it starts.</summary>
public sealed class ContainerFileSystemCallbackAnnotation : IResourceAnnotation
{
    /// <summary>The absolute path in the container that the files are put under. It is made where it does not exist.</summary>
    public required string DestinationPath { get; init; }

    /// <summary>The id of the user that owns what does not say otherwise; root's, if there is none.</summary>
    public int? DefaultOwner { get; init; }

    /// <summary>The id of the group that owns what does not say otherwise; root's, if there is none.</summary>
    public int? DefaultGroup { get; init; }

    /// <summary>What is taken away from the mode of what does not say otherwise; <c>0022</c>, if there is none.</summary>
    public UnixFileMode? Umask { get; set; }

    /// <summary>Says what is put there, at each start.</summary>
    public required Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> Callback { get; init; }
}

/// <summary>What a callback that puts files into a container is given.</summary>
public sealed class ContainerFileSystemCallbackContext
{
    /// <summary>The services of the application.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The container.</summary>
    public required IResource Model { get; init; }
}
