using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Processes;
using Aspire.Hosting.Running.Projects;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>Starts a .NET project from its build output.</summary>
internal sealed class ProjectFactory(ProcessLauncher launcher, ProjectOutputs outputs) : IWorkloadFactory
{
    public bool CanRun(IResource resource) => ProjectFile.IsOf(resource);

    public string? DescribeSource(IResource resource) => ProjectFile.Of(resource).ProjectPath;

    public async Task<IWorkload> StartAsync(WorkloadStart start, CancellationToken cancellationToken)
    {
        var metadata = ProjectFile.Existing(start.Instance.Resource);
        if (outputs.Find(metadata.ProjectPath) is null && !metadata.IsFileBasedApp)
        {
            // Added by its path: nothing built it with the AppHost.
            await start.ReportStateAsync("Building").ConfigureAwait(false);
            await ProjectBuild.RunAsync(launcher, metadata.ProjectPath, start.OnLine, cancellationToken).ConfigureAwait(false);
        }

        return new ProcessWorkload(launcher.Start(
            new ProcessSpec
            {
                FileName = DotnetHost.Path,
                Arguments = [.. Command(metadata), .. start.Configuration.Arguments],
                Environment = ProjectEnvironment.Of(start.Configuration),
                WorkingDirectory = Path.GetDirectoryName(metadata.ProjectPath),
                StopGrace = TimeSpan.FromSeconds(30),
            },
            start.OnLine));
    }

    private IEnumerable<string> Command(IProjectMetadata metadata)
    {
        if (outputs.Find(metadata.ProjectPath) is not { } assembly)
        {
            // dotnet run knows by itself when a single file has to be compiled anew.
            string[] which = metadata.IsFileBasedApp ? ["--file", metadata.ProjectPath] : ["--no-build", "--project", metadata.ProjectPath];
            return ["run", .. which, "--no-launch-profile", "--"];
        }

        return File.Exists(assembly)
            ? ["exec", assembly]
            : throw new DistributedApplicationException($"its build output '{assembly}' does not exist. Build the AppHost: dotnet build.");
    }
}
