using System.Collections.Concurrent;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Running.Controllers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running.Console;

/// <summary>Tells on the console what happens to the resources and, when the application is up, where it is reached.</summary>
internal sealed class ConsoleReporter(
    DistributedApplicationModel model,
    ControllerTable controllers,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    DashboardService dashboard,
    IConfiguration configuration,
    TimeProvider time) : IHostedService, IDisposable
{
    private const int LinesOfAFailure = 12;
    private const int Killed = 137;

    private readonly long _started = time.GetTimestamp();
    private readonly ConcurrentDictionary<string, string> _told = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _running = new();
    private Task _following = Task.CompletedTask;
    private ConsoleLines? _lines;
    private ConsoleMode _mode;
    private bool _summarized;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _mode = ConsoleModes.Read(configuration);
        if (_mode == ConsoleMode.Off)
        {
            return Task.CompletedTask;
        }

        var lines = _lines = ConsoleLines.OfThisProcess(model.Resources.SelectMany(resource => resource.GetInstanceIds()));
        if (_mode == ConsoleMode.Logs)
        {
            loggers.LineAdded += (name, text, isError) => lines.Write(name, text, isError ? ConsoleTone.Bad : ConsoleTone.Faint);
        }

        var late = new LateResources(controllers, notifications, lines, time);
        _following = Task.WhenAll(FollowAsync(lines), late.TellAsync(_running.Token), TellOfDashboardAsync(lines));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // The runner has stopped before: its last changes are told.
        await _running.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A run that was refused before it began has nothing to stop.
        if (controllers.All.Count > 0)
        {
            _lines?.Write("Stopped.");
        }
    }

    public void Dispose() => _running.Dispose();

    private async Task FollowAsync(ConsoleLines lines)
    {
        await foreach (var change in notifications.WatchAsync(_running.Token).ConfigureAwait(false))
        {
            if (controllers.Find(change.ResourceId) is null && change.Snapshot.State?.Style != KnownResourceStateStyles.Error)
            {
                continue;
            }

            if (Word(change) is { } word && _told.GetValueOrDefault(change.ResourceId) != word)
            {
                _told[change.ResourceId] = word;
                Tell(lines, change, word);
                if (!_summarized && word != "stopped" && IsUp())
                {
                    _summarized = true;
                    await SummarizeAsync(lines).ConfigureAwait(false);
                }
            }
        }
    }

    // Everything that starts with the application has come to something, good or bad.
    private bool IsUp() => !Late().Any();

    private IEnumerable<ResourceInstance> Late() => controllers.All
        .Select(controller => controller.Instance)
        .Where(one => !one.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>() && !_told.ContainsKey(one.Id));

    private async Task TellOfDashboardAsync(ConsoleLines lines)
    {
        await dashboard.Address.WaitAsync(_running.Token).ConfigureAwait(false);
        if (dashboard.Failure is { } failure)
        {
            lines.Write("dashboard", $"{failure} The application runs without it.", ConsoleTone.Bad);
        }
    }

    // Only what somebody wants to know without having asked.
    private static string? Word(ResourceEvent change) => change.Snapshot.State?.Text switch
    {
        "Running" => ResourceNotificationService.IsReady(change) ? "ready" : null,
        "Exited" when change.Snapshot.State.Style == KnownResourceStateStyles.Error => "ended",
        "Exited" => "stopped",
        "Finished" => "finished",
        "FailedToStart" => "failed",
        _ => null,
    };

    private void Tell(ConsoleLines lines, ResourceEvent change, string word)
    {
        var snapshot = change.Snapshot;
        switch (word)
        {
            case "ready":
                lines.Write(change.ResourceId, $"ready     {Seconds()}  {Source(snapshot)}".TrimEnd());
                break;
            case "failed":
                lines.Write(change.ResourceId, FailureSentence.CannotStart(ResourceSnapshots.Describe(snapshot)), ConsoleTone.Bad);
                break;
            case "ended":
                TellEnd(lines, change);
                break;
            case "stopped" when snapshot.ExitCode == Killed:
                lines.Write(change.ResourceId, "stopped: it did not end when it was asked to, and was killed", ConsoleTone.Bad);
                break;
            default:
                lines.Write(change.ResourceId, word);
                break;
        }
    }

    private void TellEnd(ConsoleLines lines, ResourceEvent change)
    {
        // With the logs on the console, they are there already.
        var last = _mode == ConsoleMode.Logs ? [] : loggers.LastLines(change.ResourceId, LinesOfAFailure).ToArray();
        var remedy = dashboard.Address is { IsCompletedSuccessfully: true, Result: null } ? "" : " Restart it on the dashboard.";
        var introduction = _mode == ConsoleMode.Logs ? "" : last.Length > 0 ? " Its last lines:" : " It wrote nothing.";
        lines.Write(change.ResourceId, $"{EndOfAProcess.Describe(change.Snapshot)}.{remedy}{introduction}", ConsoleTone.Bad);
        foreach (var line in last)
        {
            lines.Write(change.ResourceId, $"  {line.Content[(line.Content.IndexOf(' ', StringComparison.Ordinal) + 1)..]}", ConsoleTone.Faint);
        }
    }

    private async Task SummarizeAsync(ConsoleLines lines)
    {
        var address = await dashboard.Address.WaitAsync(_running.Token).ConfigureAwait(false);
        lines.Write("");
        foreach (var resource in controllers.All.Select(controller => controller.Instance.Resource).Distinct())
        {
            foreach (var url in notifications.Of(resource).SelectMany(one => one.Snapshot.Urls).Where(url => !url.IsInternal && url.Url.StartsWith("http", StringComparison.Ordinal)).DistinctBy(url => url.Url))
            {
                lines.Write(resource.Name, url.Url);
            }
        }

        if (address is not null)
        {
            lines.Write("dashboard", address.LoginUrl);
        }

        var down = controllers.All.Where(one => _told.GetValueOrDefault(one.Instance.Id) is "failed" or "ended").Select(one => $"'{one.Instance.Id}'").ToArray();
        lines.Write($"{Environment.NewLine}Up after {Seconds()}{(down.Length > 0 ? $", without {string.Join(", ", down)}" : "")}. Press Ctrl+C to stop.");
    }

    private string Seconds() => string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_started).TotalSeconds:0.0} s");

    private static string? Source(CustomResourceSnapshot snapshot) => snapshot.Properties.FirstOrDefault(one => one.Name == CustomResourceKnownProperties.Source)?.Value as string;
}
