using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Processes;
using Aspire.Hosting.Running.Projects;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>Starts a .NET project from its build output, which is brought up to date before.</summary>
internal sealed class ProjectFactory(ProcessLauncher launcher, ProjectBuilds builds) : IWorkloadFactory
{
    public bool CanRun(IResource resource) => ProjectFile.IsOf(resource);

    public string? DescribeSource(IResource resource) => ProjectFile.Of(resource).ProjectPath;

    public async Task<IWorkload> StartAsync(WorkloadStart start, CancellationToken cancellationToken)
    {
        var metadata = ProjectFile.Existing(start.Instance.Resource);
        string[] command = metadata.IsFileBasedApp
            // dotnet run knows by itself when a single file has to be compiled anew.
            ? ["run", "--file", metadata.ProjectPath, "--no-launch-profile", "--"]
            : ["exec", await builds.EnsureBuiltAsync(metadata, start, cancellationToken).ConfigureAwait(false)];
        return builds.Track(metadata.ProjectPath, start.Instance.Id, new ProcessWorkload(launcher.Start(
            new ProcessSpec
            {
                FileName = DotnetHost.Path,
                Arguments = [.. command, .. start.Configuration.Arguments],
                Environment = ProjectEnvironment.Of(start.Configuration),
                WorkingDirectory = Path.GetDirectoryName(metadata.ProjectPath),
                StopGrace = TimeSpan.FromSeconds(30),
            },
            start.OnLine)));
    }
}
