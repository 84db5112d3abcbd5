namespace Aspire.Hosting.ApplicationModel;

/// <summary>Finds the projects of an application.</summary>
public static class ProjectResourceExtensions
{
    /// <summary>Gets the projects of an application.</summary>
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Resources.OfType<ProjectResource>();
    }

    /// <summary>Gets what is known about a project since the AppHost was built.</summary>
    /// <exception cref="InvalidOperationException">Nothing is known: it was not added by <c>AddProject</c>.</exception>
    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource)
    {
        ArgumentNullException.ThrowIfNull(projectResource);
        return projectResource.TryGetLastAnnotation<IProjectMetadata>(out var metadata)
            ? metadata
            : throw new InvalidOperationException($"The resource '{projectResource.Name}' does not say which project it runs. Add it with AddProject.");
    }
}
