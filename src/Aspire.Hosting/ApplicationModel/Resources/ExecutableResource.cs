namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program of this machine.</summary>
public class ExecutableResource : Resource,
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IComputeResource
{
    /// <summary>Describes a program.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="command">A path, or a name on PATH.</param>
    /// <param name="workingDirectory">The folder to start in, absolute.</param>
    public ExecutableResource(string name, string command, string workingDirectory) : base(name)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        Annotations.Add(new ExecutableAnnotation { Command = command, WorkingDirectory = workingDirectory });
    }

    /// <summary>A path, or a name on PATH.</summary>
    public string Command => Executable.Command;

    /// <summary>The folder to start in, absolute.</summary>
    public string WorkingDirectory => Executable.WorkingDirectory;

    private ExecutableAnnotation Executable => this.TryGetLastAnnotation<ExecutableAnnotation>(out var annotation)
        ? annotation
        : throw new InvalidOperationException($"The resource '{Name}' has lost its {nameof(ExecutableAnnotation)}.");
}
