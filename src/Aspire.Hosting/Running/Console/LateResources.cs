using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Controllers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running.Console;

/// <summary>Tells of resources that are not ready for long, and why. Quiet is good as long as something happens; somebody who waits wants to know for what.</summary>
internal sealed class LateResources(ControllerTable controllers, ResourceNotificationService notifications, ConsoleLines lines, TimeProvider time)
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Wait> _late = [];
    private readonly HashSet<string> _wereReady = [];

    /// <summary>When a resource is told of that many times: after 10 s, half a minute, two minutes, and then every five.</summary>
    public static TimeSpan Patience(int told) => told switch
    {
        0 => TimeSpan.FromSeconds(10),
        1 => TimeSpan.FromSeconds(30),
        _ => TimeSpan.FromMinutes(2 + 5 * (told - 2)),
    };

    public async Task TellAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_look, time);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
        {
            foreach (var controller in controllers.All)
            {
                if (notifications.TryGetCurrentState(controller.Instance.Id, out var now))
                {
                    Look(now);
                }
            }
        }
    }

    private void Look(ResourceEvent now)
    {
        var id = now.ResourceId;
        if (Reason(now) is not { } reason)
        {
            var ready = ResourceNotificationService.IsReady(now);
            if (_late.Remove(id, out var was) && was.Told > 0 && ready && _wereReady.Contains(id))
            {
                lines.Write(id, "healthy again");
            }

            _ = ready ? _wereReady.Add(id) : _wereReady.Remove(id);
            return;
        }

        var late = _late.GetValueOrDefault(id) ?? new Wait(time.GetTimestamp(), 0);
        var passed = time.GetElapsedTime(late.Since);
        if (passed >= Patience(late.Told))
        {
            late = late with { Told = late.Told + 1 };
            lines.Write(id, $"{(_wereReady.Contains(id) ? "not healthy" : "not ready")} for {Text(passed)}: {reason}", ConsoleTone.Bad);
        }

        _late[id] = late;
    }

    /// <summary>Why it is not ready; none, if it is, or if nothing is under way.</summary>
    private string? Reason(ResourceEvent now) => now.Snapshot.State?.Text switch
    {
        null or "NotStarted" or "Stopping" => null,
        { } state when KnownResourceStates.TerminalStates.Contains(state) => null,
        "Running" => ResourceNotificationService.IsReady(now) ? null : Health(now.Snapshot),
        "Waiting" => string.Join("; ", notifications.StillWaitedFor(now.Resource).Select(Awaited)) is { Length: > 0 } waits ? waits : "it waits for the value of a parameter. Enter it on the dashboard.",
        var state => $"its state is {state}.",
    };

    private static string Awaited(ResourceEvent other) => $"it waits for '{other.ResourceId}', " + other.Snapshot.State?.Text switch
    {
        "Running" => $"which is not healthy: {Health(other.Snapshot)}",
        "NotStarted" => "which is not started. Start it on the dashboard.",
        "Waiting" => "which waits itself.",
        var state => $"whose state is {state ?? "unknown"}.",
    };

    private static string Health(CustomResourceSnapshot snapshot) =>
        snapshot.HealthReports.FirstOrDefault(report => report.Status != HealthStatus.Healthy) switch
        {
            null => "its health is not known yet.",
            { Status: null } report => $"the health check '{report.Name}' has not answered yet.",
            { Description: { Length: > 0 } description } => description,
            var report => $"the health check '{report.Name}' says {report.Status}.",
        };

    private static string Text(TimeSpan passed) => passed < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{passed.TotalSeconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{passed.TotalMinutes:0} min");

    private sealed record Wait(long Since, int Told);
}
