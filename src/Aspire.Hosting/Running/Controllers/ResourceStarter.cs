using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Configuration;
using Aspire.Hosting.Running.Endpoints;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Controllers;

/// <summary>Takes an instance through its start: waits for others, tells subscribers, resolves its configuration, starts its workload.</summary>
internal sealed class ResourceStarter(
    IWorkloadFactory factory,
    StartGate gate,
    ResourceNotificationService notifications,
    ExecutionConfigurationResolver resolver,
    EndpointTable endpoints)
{
    public async Task<IWorkload> StartAsync(ResourceReporter reporter, StartAttempt attempt)
    {
        var cancellationToken = attempt.GivenUp;
        var instance = reporter.Instance;
        if (instance.Resource.TryGetLastAnnotation<DeclarationFaultAnnotation>(out var fault))
        {
            throw new DistributedApplicationException(fault.Reason);
        }

        if (instance.Resource.HasAnnotationOfType<WaitAnnotation>())
        {
            await reporter.StateAsync(KnownResourceStates.Waiting).ConfigureAwait(false);
            await WaitAsync(instance.Resource, attempt).ConfigureAwait(false);
            await reporter.StateAsync(KnownResourceStates.Starting, KnownResourceStateStyles.Info).ConfigureAwait(false);
        }

        await gate.PassAsync(instance, cancellationToken).ConfigureAwait(false);
        var ports = endpoints.PortsOf(instance);
        var place = await factory.PlaceAsync(instance, ports, reporter, cancellationToken).ConfigureAwait(false);
        var configuration = await resolver.ResolveAsync(instance, place, parameter => TellWaitAsync(reporter, parameter), cancellationToken).ConfigureAwait(false);
        await reporter.ConfigurationAsync(configuration).ConfigureAwait(false);

        // The code of the AppHost's author that ran until here may not have listened.
        cancellationToken.ThrowIfCancellationRequested();
        return await factory.StartAsync(
            new WorkloadStart
            {
                Instance = instance,
                Configuration = configuration,
                HostPorts = ports,
                Place = place,
                OnLine = reporter.Line,
                ReportStateAsync = ((IStartProgress)reporter).StateAsync,
                ReportSourceAsync = reporter.SourceAsync,
                ReportProcessAsync = reporter.ProcessAsync,
                ReportPropertyAsync = reporter.PropertyAsync,
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitAsync(IResource resource, StartAttempt attempt)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(attempt.GivenUp);
        var waiting = notifications.WaitForDependenciesAsync(resource, end.Token);
        if (await Task.WhenAny(waiting, attempt.WaitsSkipped).ConfigureAwait(false) == waiting)
        {
            await waiting.ConfigureAwait(false);
            return;
        }

        await end.CancelAsync().ConfigureAwait(false);
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Task TellWaitAsync(ResourceReporter reporter, ParameterResource parameter)
    {
        reporter.Line($"Waiting for the value of the parameter '{parameter.Name}': enter it on the dashboard.", isError: false);
        return reporter.StateAsync(KnownResourceStates.Waiting);
    }
}
