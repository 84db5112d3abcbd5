using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>The project file of a resource.</summary>
internal static class ProjectFile
{
    public static bool IsOf(IResource resource) => resource is ProjectResource && resource.HasAnnotationOfType<IProjectMetadata>();

    public static IProjectMetadata Of(IResource resource) =>
        resource.TryGetLastAnnotation<IProjectMetadata>(out var metadata) ? metadata : throw new InvalidOperationException($"'{resource.Name}' is no project.");

    /// <exception cref="DistributedApplicationException">It does not exist.</exception>
    public static IProjectMetadata Existing(IResource resource) => Of(resource) is var metadata && File.Exists(metadata.ProjectPath)
        ? metadata
        : throw new DistributedApplicationException($"its project file '{metadata.ProjectPath}' does not exist. Mend the path in AddProject, or build the AppHost anew if the project was moved.");
}
