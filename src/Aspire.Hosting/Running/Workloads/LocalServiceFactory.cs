using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.LocalServices;
using Aspire.Hosting.Running.Processes;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>Starts the process that a local service plans.</summary>
internal sealed class LocalServiceFactory(
    ProcessLauncher launcher, LocalServiceFolders folders, RunFolder runFolder, ResourceLoggerService loggers, IConfiguration configuration, IServiceProvider services)
{
    /// <summary>Whether named volumes live as long as the run. So it is in tests: they neither find nor leave data.</summary>
    public const string FreshVolumesSetting = "Aspire:LocalServices:FreshVolumes";

    private readonly bool _freshVolumes = configuration.GetValue<bool>(FreshVolumesSetting);

    public async Task<IWorkload> StartAsync(ILocalService service, WorkloadStart start, CancellationToken cancellationToken)
    {
        var workingFolder = runFolder.CreateFolder(start.Instance.Id);
        var context = new LocalServiceContext
        {
            ResourceName = start.Instance.Id,
            Endpoints = start.HostPorts.ToDictionary(pair => pair.Key.Name, pair => new LocalServiceEndpoint("127.0.0.1", pair.Value)),
            Environment = start.Configuration.Environment,
            Mounts = Mounts(start.Instance.Resource, workingFolder),
            WorkingFolder = workingFolder,
            Logger = loggers.GetLogger(start.Instance.Id),
            ReportStateAsync = start.ReportStateAsync,
            Services = services,
        };
        var plan = await PlanAsync(service, context, cancellationToken).ConfigureAwait(false);
        await start.ReportSourceAsync(plan.Source).ConfigureAwait(false);
        return new ProcessWorkload(launcher.Start(
            new ProcessSpec
            {
                FileName = plan.FileName,
                Arguments = plan.Arguments,
                Environment = plan.Environment,
                WorkingDirectory = plan.WorkingDirectory ?? workingFolder,
                RunAs = plan.RunAs,
                StopSignal = plan.StopsOnInterrupt ? StopSignal.Interrupt : StopSignal.Terminate,
                StopGrace = plan.StopGrace,
            },
            start.OnLine));
    }

    private async Task<LocalServicePlan> PlanAsync(ILocalService service, LocalServiceContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await service.PlanAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (DataFault.Find(exception) is { } fault)
        {
            throw new DistributedApplicationException(fault.Sentence([.. context.Mounts.Select(mount => mount.Source), context.WorkingFolder, folders.Cache]), exception);
        }
    }

    private LocalServiceMount[] Mounts(IResource resource, string workingFolder)
    {
        var anonymous = 0;
        return [.. resource.Annotations.OfType<ContainerMountAnnotation>().Select(mount => new LocalServiceMount(Source(mount), mount.Target, mount.IsReadOnly))];

        string Source(ContainerMountAnnotation mount) => mount switch
        {
            { Type: ContainerMountType.BindMount, Source: { } path } => path,
            { Source: { } volume } => _freshVolumes ? Path.Join(runFolder.Path, "volumes", volume) : folders.Volume(volume),
            _ => Path.Join(workingFolder, $"volume-{++anonymous}"),
        };
    }
}
