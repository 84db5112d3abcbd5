using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running.Configuration;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Controllers;

/// <summary>Tells the application how an instance stands, and writes its log.</summary>
internal sealed class ResourceReporter(
    ResourceInstance instance,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    TimeProvider time) : IStartProgress
{
    private const string ProcessIdProperty = "executable.pid";

    public ResourceInstance Instance => instance;

    public void Line(string text, bool isError) => loggers.Add(instance.Id, text, isError);

    public Task StateAsync(string state, string? style = null) => PublishAsync(snapshot => snapshot with { State = new(state, style) });

    Task IStartProgress.StateAsync(string state) => StateAsync(state, KnownResourceStateStyles.Info);

    public Task RuntimeUnhealthyAsync(string? reason)
    {
        if (reason is not null)
        {
            Line($"Cannot start yet: {reason} It starts by itself as soon as the engine answers.", isError: true);
        }

        return PublishAsync(snapshot => snapshot with
        {
            State = reason is null ? new(KnownResourceStates.Starting, KnownResourceStateStyles.Info) : new(KnownResourceStates.RuntimeUnhealthy, KnownResourceStateStyles.Warn),
            Properties = snapshot.Properties.Set(ResourceSnapshots.FailureProperty, reason),
        });
    }

    public Task SourceAsync(string source) => PropertyAsync(CustomResourceKnownProperties.Source, source);

    public Task PropertyAsync(string name, object? value) => PublishAsync(snapshot => snapshot with { Properties = snapshot.Properties.Set(name, value) });

    /// <summary>Shows that it runs and does not work, or, with <see langword="null"/>, that it works again.</summary>
    public Task InterruptedAsync(string? state) => PublishAsync(snapshot => snapshot with
    {
        State = state is null ? new(KnownResourceStates.Running, KnownResourceStateStyles.Success) : new(state, KnownResourceStateStyles.Warn),
        HealthReports = PendingReports(),
        ReadyHandlers = null,
    });

    public Task StartingAsync()
    {
        loggers.Reopen(instance.Id);
        return PublishAsync(snapshot => snapshot with
        {
            State = new(KnownResourceStates.Starting, KnownResourceStateStyles.Info),
            StartTimeStamp = null,
            StopTimeStamp = null,
            ExitCode = null,
            HealthReports = [],
            Properties = snapshot.Properties.Set(ResourceSnapshots.FailureProperty, null),
        });
    }

    public Task ConfigurationAsync(ExecutionConfiguration configuration) => PublishAsync(snapshot => snapshot with
    {
        EnvironmentVariables =
        [
            .. configuration.Environment.Select(pair => new EnvironmentVariableSnapshot(pair.Key, pair.Value, IsFromSpec: true)
            {
                IsSecret = configuration.SecretVariables.Contains(pair.Key),
            }),
        ],
    });

    public Task RunningAsync(IWorkload workload) => PublishAsync(snapshot => snapshot with
    {
        State = new(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        StartTimeStamp = time.GetUtcNow().UtcDateTime,
        HealthReports = PendingReports(),
        ReadyHandlers = null,
        Urls = [.. snapshot.Urls.Select(url => url with { IsInactive = false })],
        Properties = snapshot.Properties.Set(ProcessIdProperty, workload.ProcessId),
    });

    /// <summary>Shows the process id of what runs, which has become known, or is another one now.</summary>
    public Task ProcessAsync(int processId) => PublishAsync(snapshot => snapshot with { Properties = snapshot.Properties.Set(ProcessIdProperty, processId) });

    public Task FailedToStartAsync(string reason)
    {
        Line(FailureSentence.CannotStart(reason), isError: true);
        return EndAsync(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error, null, reason);
    }

    public async Task EndedAsync(int? exitCode, bool asked)
    {
        var finished = exitCode == 0 && !asked;
        await EndAsync(
            finished ? KnownResourceStates.Finished : KnownResourceStates.Exited,
            asked || finished ? null : KnownResourceStateStyles.Error,
            exitCode,
            null).ConfigureAwait(false);

        // Handlers are code of the AppHost's author: a next start does not wait for them.
        if (notifications.TryGetCurrentState(instance.Id, out var end))
        {
            await eventing.PublishAsync(
                new ResourceStoppedEvent(instance.Resource, services, end), EventDispatchBehavior.NonBlockingSequential, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private Task EndAsync(string state, string? style, int? exitCode, string? reason)
    {
        var published = PublishAsync(snapshot => snapshot with
        {
            State = new(state, style),
            ExitCode = exitCode,
            StopTimeStamp = time.GetUtcNow().UtcDateTime,
            HealthReports = [],
            ReadyHandlers = null,
            Urls = [.. snapshot.Urls.Select(url => url with { IsInactive = true })],
            Properties = snapshot.Properties.Set(ResourceSnapshots.FailureProperty, reason).Set(ProcessIdProperty, null),
        });
        loggers.Complete(instance.Id);
        return published;
    }

    // Until its checks were asked, nobody knows whether it is healthy.
    private ImmutableArray<HealthReportSnapshot> PendingReports() =>
        [.. instance.Resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => new HealthReportSnapshot(check.Key, null, null, null))];

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        notifications.PublishUpdateAsync(instance.Resource, instance.Id, change);
}
