using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running.Endpoints;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Health;

/// <summary>Asks each running instance for its health, and tells when it becomes ready.</summary>
internal sealed partial class HealthMonitor(
    ResourceNotificationService notifications,
    HealthCheckService checks,
    EndpointTable endpoints,
    IDistributedApplicationEventing eventing,
    TimeProvider time,
    IServiceProvider services,
    ILogger<HealthMonitor> logger)
{
    private readonly ConcurrentDictionary<IResource, ReadyGate> _gates = new();
    private readonly Dictionary<string, CancellationTokenSource> _watched = new(StringComparer.OrdinalIgnoreCase);

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stopping).ConfigureAwait(false))
            {
                var running = change.Snapshot.State?.Text == KnownResourceStates.Running;
                if (running && !_watched.ContainsKey(change.ResourceId))
                {
                    var watch = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                    _watched.Add(change.ResourceId, watch);
                    _ = WatchAsync(InstanceOf(change), watch.Token);
                }
                else if (!running && _watched.Remove(change.ResourceId, out var watch))
                {
                    await watch.CancelAsync().ConfigureAwait(false);
                    watch.Dispose();
                    GateOf(change.Resource).Ended(change.ResourceId);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The run ends.
        }
    }

    private static ResourceInstance InstanceOf(ResourceEvent change)
    {
        var ids = change.Resource.GetInstanceIds();
        return new(change.Resource, change.ResourceId, Math.Max(0, ids.ToList().IndexOf(change.ResourceId)));
    }

    private async Task WatchAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        try
        {
            var keys = instance.Resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet();
            if (keys.Count == 0)
            {
                await ReportReadyAsync(instance, cancellationToken).ConfigureAwait(false);
                return;
            }

            CheckedInstance.Current = new(instance, endpoints);
            var failures = 0;
            var ready = false;
            while (true)
            {
                var report = await checks.CheckHealthAsync(check => keys.Contains(check.Name), cancellationToken).ConfigureAwait(false);
                await ReportAsync(instance, report, keys, cancellationToken).ConfigureAwait(false);
                failures = report.Status == HealthStatus.Healthy ? 0 : failures + 1;
                if (failures == 0 && !ready)
                {
                    ready = true;
                    await ReportReadyAsync(instance, cancellationToken).ConfigureAwait(false);
                }

                await Task.Delay(failures == 0 ? HealthSchedule.Healthy : HealthSchedule.Unhealthy(failures), time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The instance has ended.
        }
    }

    private Task ReportAsync(ResourceInstance instance, HealthReport report, HashSet<string> keys, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        ImmutableArray<HealthReportSnapshot> reports =
        [
            .. report.Entries.Select(entry => new HealthReportSnapshot(entry.Key, entry.Value.Status, Describe(entry.Value), entry.Value.Exception?.ToString()) { LastRunAt = now }),
            .. keys.Except(report.Entries.Keys).Select(missing => new HealthReportSnapshot(missing, HealthStatus.Unhealthy, $"No health check '{missing}' is registered: add it with builder.Services.AddHealthChecks().", null)),
        ];
        cancellationToken.ThrowIfCancellationRequested();
        return notifications.PublishUpdateAsync(
            instance.Resource,
            instance.Id,
            snapshot => snapshot.State?.Text == KnownResourceStates.Running ? snapshot with { HealthReports = reports } : snapshot);
    }

    private static string? Describe(HealthReportEntry entry) => entry switch
    {
        { Exception: OperationCanceledException } => string.Create(CultureInfo.InvariantCulture, $"It did not answer within {entry.Duration.TotalSeconds:0} seconds."),
        { Description: { } said } => said,
        _ => entry.Exception?.Message,
    };

    private async Task ReportReadyAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var handlers = GateOf(instance.Resource).BecameHealthy(instance.Id, cancellationToken);
        await notifications.PublishUpdateAsync(instance.Resource, instance.Id, snapshot => snapshot with { ReadyHandlers = handlers }).ConfigureAwait(false);
        try
        {
            await handlers.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The handlers are code of the AppHost's author; what waits for them gets the same error.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogReadyHandlerFailed(instance.Resource.Name, exception);
        }
    }

    private ReadyGate GateOf(IResource resource) => _gates.GetOrAdd(resource, one => new ReadyGate(one, eventing, services));
}
