using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Running.Configuration;
using Aspire.Hosting.Running.Console;
using Aspire.Hosting.Running.Containers;
using Aspire.Hosting.Running.Controllers;
using Aspire.Hosting.Running.Endings;
using Aspire.Hosting.Running.Endpoints;
using Aspire.Hosting.Running.Health;
using Aspire.Hosting.Running.Ide;
using Aspire.Hosting.Running.Interactions;
using Aspire.Hosting.Running.LocalServices;
using Aspire.Hosting.Running.Parameters;
using Aspire.Hosting.Running.Processes;
using Aspire.Hosting.Running.Projects;
using Aspire.Hosting.Running.Workloads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Registers what runs an application. Publishing needs none of it.</summary>
internal static class RunningServices
{
    public static void Add(IServiceCollection services, DistributedApplicationOptions options)
    {
        AddProcesses(services);
        AddEndpoints(services);
        AddWorkloads(services);
        ContainerServices.Add(services);
        AddInteractions(services);
        services.AddSingleton<ExecutionConfigurationResolver>();
        services.AddSingleton<ControllerTable>();
        services.AddSingleton<ControllerFactory>();
        services.AddSingleton<LifecycleCommands>();
        services.AddSingleton<PassiveResources>();
        services.AddSingleton<HealthMonitor>();
        services.PostConfigure<HealthCheckServiceOptions>(HealthSchedule.Limit);
        services.AddSingleton<ChildStates>();
        services.AddSingleton<ResourcePreparation>();
        services.AddSingleton<Watchers>();
        AddEndings(services);

        // Services stop in the reverse order of their start: the runner first, while console and dashboard still tell of it.
        services.AddSingleton<DashboardService>();
        if (!options.DisableDashboard)
        {
            services.AddHostedService(provider => provider.GetRequiredService<DashboardService>());
        }

        services.AddHostedService<ConsoleReporter>();
        if (options.EnableResourceLogging)
        {
            services.AddHostedService<ResourceLogForwarder>();
        }

        services.AddHostedService<ContainerRun>();
        services.AddHostedService<ApplicationRunner>();
    }

    private static void AddProcesses(IServiceCollection services)
    {
        services.AddSingleton(provider => Reaper.Start(provider.GetRequiredService<ILogger<Reaper>>()));
        services.AddSingleton(provider => InTemporaryFolder(() => RunFolder.Create(parent: null, ReaperOf(provider))));
        services.AddSingleton(provider => new ProcessLauncher(provider.GetRequiredService<TimeProvider>(), ReaperOf(provider)));
        services.AddSingleton(provider => new Workbench(provider.GetRequiredService<ProcessLauncher>(), ReaperOf(provider)));
        services.AddSingleton(provider => new LocalServiceFolders(provider.GetRequiredService<IConfiguration>()));
    }

    // On Windows jobs end what a killed run left.
    private static Reaper? ReaperOf(IServiceProvider services) => OperatingSystem.IsWindows() ? null : services.GetRequiredService<Reaper>();

    private static T InTemporaryFolder<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The AppHost cannot use the temporary folder: {Failures.Describe(exception, Path.GetTempPath())} The environment variable {(OperatingSystem.IsWindows() ? "TMP" : "TMPDIR")} names another folder.", exception);
        }
    }

    private static void AddEndings(IServiceCollection services)
    {
        services.AddSingleton<Shutdown>();
        services.AddSingleton<ImmediateEnd>();

        // The resources have their limit; console and dashboard need a moment after it.
        services.AddOptions<HostOptions>().Configure<IConfiguration>(
            (options, configuration) => options.ShutdownTimeout = StopTimeout.Read(configuration) + TimeSpan.FromSeconds(10));
    }

    private static void AddEndpoints(IServiceCollection services)
    {
        services.AddSingleton(_ => new PortReservations());
        services.AddSingleton<EndpointAllocator>();
        services.AddSingleton<EndpointTable>();
        services.AddSingleton<EndpointOpener>();
        services.AddSingleton<UrlPublisher>();
    }

    private static void AddInteractions(IServiceCollection services)
    {
        services.AddSingleton<InteractionTable>();
        services.AddSingleton<InputLoader>();
        services.AddSingleton<InteractionAnswers>();
        services.AddSingleton<IInteractionService, InteractionService>();
        services.AddSingleton<ParameterValueStore>();
        services.AddSingleton<MissingParameters>();
        services.AddSingleton<ParameterCommands>();
        services.AddSingleton<RunningParameters>();
    }

    private static void AddWorkloads(IServiceCollection services)
    {
        services.AddSingleton<ProjectOutputs>();
        services.AddSingleton<ProjectBuilder>();
        services.AddSingleton<ProjectBuilds>();
        services.AddSingleton<ProjectRebuild>();
        services.AddSingleton<LocalServiceFactory>();
        services.AddSingleton<WorkloadFactories>();
        services.AddSingleton<ProjectFactory>();
        IdeServices.Add(services); // before what runs projects otherwise
        services.AddSingleton<IWorkloadFactory>(provider => provider.GetRequiredService<ProjectFactory>());
        services.AddSingleton<IWorkloadFactory, ExecutableFactory>();
        services.AddSingleton<IWorkloadFactory, ContainerFactory>();
    }
}
