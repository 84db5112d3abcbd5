using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>Starts a .NET project from its build output.</summary>
internal sealed class ProjectFactory(ProcessLauncher launcher, ProjectOutputs outputs) : IWorkloadFactory
{
    public bool CanRun(IResource resource) => resource is ProjectResource && resource.HasAnnotationOfType<IProjectMetadata>();

    public string? DescribeSource(IResource resource) => Metadata(resource).ProjectPath;

    public Task<IWorkload> StartAsync(WorkloadStart start, CancellationToken cancellationToken)
    {
        var metadata = Metadata(start.Instance.Resource);
        if (!File.Exists(metadata.ProjectPath))
        {
            throw new DistributedApplicationException($"its project file '{metadata.ProjectPath}' does not exist. Mend the path in AddProject, or build the AppHost anew if the project was moved.");
        }

        var environment = start.Configuration.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);

        // What the AppHost was told for itself is not meant for the services.
        foreach (var own in AppHostVariables)
        {
            environment.TryAdd(own, null);
        }

        return Task.FromResult<IWorkload>(new ProcessWorkload(launcher.Start(
            new ProcessSpec
            {
                FileName = DotnetHost.Path,
                Arguments = [.. Command(metadata), .. start.Configuration.Arguments],
                Environment = environment,
                WorkingDirectory = Path.GetDirectoryName(metadata.ProjectPath),
                StopGrace = TimeSpan.FromSeconds(30),
            },
            start.OnLine)));
    }

    private static readonly string[] AppHostVariables = ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "DASHBOARD__FRONTEND__BROWSERTOKEN", "DASHBOARD__OTLP__PRIMARYAPIKEY"];

    private IEnumerable<string> Command(IProjectMetadata metadata)
    {
        if (outputs.Find(metadata.ProjectPath) is not { } assembly)
        {
            // Added by its path: nothing built it with the AppHost.
            return ["run", "--project", metadata.ProjectPath, "--no-launch-profile", "--"];
        }

        return File.Exists(assembly)
            ? ["exec", assembly]
            : throw new DistributedApplicationException($"its build output '{assembly}' does not exist. Build the AppHost: dotnet build.");
    }

    private static IProjectMetadata Metadata(IResource resource) =>
        resource.TryGetLastAnnotation<IProjectMetadata>(out var metadata) ? metadata : throw new InvalidOperationException($"'{resource.Name}' is no project.");
}
