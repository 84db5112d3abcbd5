using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running.Configuration;
using Aspire.Hosting.Running.Endpoints;
using Aspire.Hosting.Running.Workloads;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Running.Controllers;

/// <summary>Makes a controller for each instance of each resource that runs something.</summary>
internal sealed class ControllerFactory(WorkloadFactories factories, ControllerTable controllers, LifecycleCommands commands, IServiceProvider services)
{
    public void AddAll(DistributedApplicationModel model)
    {
        foreach (var resource in model.Resources)
        {
            if (factories.Find(resource) is { } factory)
            {
                Add(resource, factory);
            }
        }
    }

    private void Add(IResource resource, IWorkloadFactory factory)
    {
        commands.AddTo(resource);
        controllers.SetSource(resource, factory.DescribeSource(resource));
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        var starter = new ResourceStarter(
            factory,
            new StartGate(services.GetRequiredService<IDistributedApplicationEventing>(), services),
            notifications,
            services.GetRequiredService<ExecutionConfigurationResolver>(),
            services.GetRequiredService<EndpointTable>());
        foreach (var instance in ResourceInstance.Of(resource))
        {
            var reporter = new ResourceReporter(
                instance,
                notifications,
                services.GetRequiredService<ResourceLoggerService>(),
                services.GetRequiredService<IDistributedApplicationEventing>(),
                services,
                services.GetRequiredService<TimeProvider>());
            controllers.Add(new ResourceController(starter, reporter));
        }
    }
}
