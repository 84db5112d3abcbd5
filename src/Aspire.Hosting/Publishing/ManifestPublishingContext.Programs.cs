using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

// Projects and executables.
public sealed partial class ManifestPublishingContext
{
    private async Task WriteProjectAsync(ProjectResource project)
    {
        if (!project.TryGetLastAnnotation<IProjectMetadata>(out var metadata))
        {
            throw new DistributedApplicationException("It does not say which project it is: add it with AddProject.");
        }

        var deployment = DeploymentOf(project);
        Writer.WriteString("type", deployment is null ? "project.v0" : "project.v1");
        Writer.WriteString("path", GetManifestRelativePath(metadata.ProjectPath));
        await WriteDeploymentAsync(deployment).ConfigureAwait(false);
        await WriteCommandLineArgumentsAsync(project).ConfigureAwait(false);
        await WriteEnvironmentVariablesAsync(project).ConfigureAwait(false);
        WriteBindings(project);
    }

    private async Task WriteExecutableAsync(ExecutableResource executable)
    {
        Writer.WriteString("type", "executable.v0");
        WriteConnectionString(executable);
        Writer.WriteString("workingDirectory", GetManifestRelativePath(executable.WorkingDirectory));
        Writer.WriteString("command", executable.Command);
        await WriteCommandLineArgumentsAsync(executable).ConfigureAwait(false);
        await WriteEnvironmentVariablesAsync(executable).ConfigureAwait(false);
        WriteBindings(executable);
    }

    private static DeploymentTargetAnnotation? DeploymentOf(IResource resource) =>
        resource.TryGetLastAnnotation<DeploymentTargetAnnotation>(out var target) ? target : null;

    private async Task WriteDeploymentAsync(DeploymentTargetAnnotation? deployment)
    {
        if (deployment is not null
            && deployment.DeploymentTarget.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var annotation)
            && annotation.Callback is { } callback)
        {
            Writer.WriteStartObject("deployment");
            await callback(this).ConfigureAwait(false);
            Writer.WriteEndObject();
        }
    }
}
