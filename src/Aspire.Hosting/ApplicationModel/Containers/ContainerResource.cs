namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is declared as a container image.</summary>
/// <param name="name">The name of the resource.</param>
/// <param name="entrypoint">The program to run in place of the image's own.</param>
public class ContainerResource(string name, string? entrypoint = null) : Resource(name),
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    /// <summary>The program to run in place of the image's own.</summary>
    public string? Entrypoint { get; set; } = entrypoint;

    /// <summary>Whether the arguments are run by a shell, with the entry point as the shell; by default they are not.</summary>
    public bool? ShellExecution { get; set; }
}
