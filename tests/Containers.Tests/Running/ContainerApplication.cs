using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Containers.Tests.Running;

/// <summary>An application that runs in a test, and what can be seen of it.</summary>
internal sealed class ContainerApplication(DistributedApplication app) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ResourceNotificationService Notifications => app.ResourceNotifications;

    public ResourceCommandService Commands => app.Services.GetRequiredService<ResourceCommandService>();

    public static IDistributedApplicationBuilder CreateBuilder(params (string Setting, string Value)[] settings)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [], DisableDashboard = true });
        builder.Configuration.AddInMemoryCollection(
        [
            new("Aspire:Console", "Off"),
            new("Aspire:LocalServices:FreshVolumes", "true"),
        ]);
        builder.Configuration.AddInMemoryCollection(settings.Select(one => new KeyValuePair<string, string?>(one.Setting, one.Value)));
        return builder;
    }

    public static async Task<ContainerApplication> StartAsync(IDistributedApplicationBuilder builder)
    {
        var app = builder.Build();
        await app.StartAsync(Cancel).WaitAsync(Limit, Cancel);
        return new(app);
    }

    public Task StopAsync() => app.StopAsync(Cancel).WaitAsync(Limit, Cancel);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    public async Task HealthyAsync(string name)
    {
        try
        {
            await Notifications.WaitForResourceHealthyAsync(name, Cancel).WaitAsync(Limit, Cancel);
        }
        catch (Exception exception) when (exception is TimeoutException or DistributedApplicationException)
        {
            Assert.Fail($"{exception.Message}\n{Describe(name)}");
        }
    }

    /// <summary>Waits for a state, and returns how the resource stands then.</summary>
    public async Task<CustomResourceSnapshot> StateAsync(string name, string state, TimeSpan? within = null)
    {
        try
        {
            var change = await Notifications.WaitForResourceAsync(name, one => one.Snapshot.State?.Text == state, Cancel).WaitAsync(within ?? Limit, Cancel);
            return change.Snapshot;
        }
        catch (TimeoutException)
        {
            Assert.Fail($"It did not become {state}.\n{Describe(name)}");
            throw;
        }
    }

    /// <summary>Waits until a resource has ended, or could not start, and returns how it stands then.</summary>
    public async Task<CustomResourceSnapshot> EndAsync(string name)
    {
        var change = await Notifications.WaitForResourceAsync(name, one => KnownResourceStates.TerminalStates.Contains(one.Snapshot.State?.Text), Cancel).WaitAsync(Limit, Cancel);
        return change.Snapshot;
    }

    public string Property(string name, string property) =>
        Notifications.TryGetCurrentState(name, out var now) ? now.Snapshot.Properties.FirstOrDefault(one => one.Name == property)?.Value as string ?? "" : "";

    public string ContainerId(string name) => Property(name, "container.id");

    public int ProcessId(string name) =>
        Notifications.TryGetCurrentState(name, out var now) ? now.Snapshot.Properties.Single(one => one.Name == "executable.pid").Value as int? ?? 0 : 0;

    /// <summary>Waits for a line in the log of a resource.</summary>
    public async Task<string> LineAsync(string name, string part)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Limit);
        var seen = new List<string>();
        try
        {
            await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(name).WithCancellation(limit.Token))
            {
                foreach (var line in batch)
                {
                    seen.Add(line.Content);
                    if (line.Content.Contains(part, StringComparison.Ordinal))
                    {
                        return line.Content;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            // The limit: what was seen is told below.
        }

        Assert.Fail($"No line with '{part}' came. What came:\n{string.Join('\n', seen)}");
        return "";
    }

    /// <summary>The lines so far.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string name)
    {
        var lines = new List<string>();
        await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(name).WithCancellation(Cancel))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return lines;
    }

    private string Describe(string name)
    {
        var log = app.Services.GetRequiredService<ResourceLoggerService>();
        var lines = new List<string>();
        foreach (var batch in log.GetAllAsync(name).ToBlockingEnumerable(CancellationToken.None).Take(50))
        {
            lines.AddRange(batch.Select(line => line.Content));
        }

        return Notifications.TryGetCurrentState(name, out var now)
            ? $"{name}: {now.Snapshot.State?.Text} {now.Snapshot.HealthStatus} {string.Join("; ", now.Snapshot.HealthReports.Select(report => report.Description))}\n{string.Join('\n', lines)}"
            : $"{name}: unknown";
    }
}
