using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>Starts the program of an executable resource.</summary>
internal sealed class ExecutableFactory(ProcessLauncher launcher) : IWorkloadFactory
{
    public bool CanRun(IResource resource) => resource is ExecutableResource;

    public string? DescribeSource(IResource resource) => ((ExecutableResource)resource).Command;

    public Task<IWorkload> StartAsync(WorkloadStart start, CancellationToken cancellationToken)
    {
        var executable = (ExecutableResource)start.Instance.Resource;
        return Task.FromResult<IWorkload>(new ProcessWorkload(launcher.Start(
            new ProcessSpec
            {
                FileName = executable.Command,
                Arguments = start.Configuration.Arguments,
                Environment = start.Configuration.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value),
                WorkingDirectory = executable.WorkingDirectory,
            },
            start.OnLine)));
    }
}
