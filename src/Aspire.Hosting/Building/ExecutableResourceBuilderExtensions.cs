using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds programs to an application.</summary>
public static partial class ExecutableResourceBuilderExtensions
{
    /// <summary>Adds a program of this machine.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="command">A path, or a name on PATH.</param>
    /// <param name="workingDirectory">The folder to start in, relative to the AppHost's project.</param>
    /// <param name="args">The arguments.</param>
    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddExecutable(name, command, workingDirectory, (object[]?)args);

    /// <summary>Adds a program of this machine.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="command">A path, or a name on PATH.</param>
    /// <param name="workingDirectory">The folder to start in, relative to the AppHost's project.</param>
    /// <param name="args">The arguments: texts, or values such as parameters and endpoints, which are resolved when it starts.</param>
    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params object[]? args)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        var folder = Path.GetFullPath(workingDirectory, builder.AppHostDirectory);
        var executable = builder.AddResource(new ExecutableResource(name, command, folder)).WithOtlpExporter();
        return args is { Length: > 0 } ? executable.WithArgs(args) : executable;
    }

    /// <summary>Changes the program.</summary>
    public static IResourceBuilder<T> WithCommand<T>(this IResourceBuilder<T> builder, string command) where T : ExecutableResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(command);
        return builder.Change(executable => executable.Command = command);
    }

    /// <summary>Changes the folder to start in, relative to the AppHost's project.</summary>
    public static IResourceBuilder<T> WithWorkingDirectory<T>(this IResourceBuilder<T> builder, string workingDirectory) where T : ExecutableResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        var folder = Path.GetFullPath(workingDirectory, builder.ApplicationBuilder.AppHostDirectory);
        return builder.Change(executable => executable.WorkingDirectory = folder);
    }

    private static IResourceBuilder<T> Change<T>(this IResourceBuilder<T> builder, Action<ExecutableAnnotation> change) where T : ExecutableResource
    {
        if (builder.Resource.TryGetLastAnnotation<ExecutableAnnotation>(out var executable))
        {
            change(executable);
        }

        return builder;
    }
}
