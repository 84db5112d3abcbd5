using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Aspire.Hosting.Tests.Running.Application;

/// <summary>An application of small programs, started for a test.</summary>
internal static class TestApplication
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static CancellationToken Within() => CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(Limit).Token).Token;

    public static IDistributedApplicationTestingBuilder Create() => DistributedApplicationTestingBuilder.Create();

    /// <summary>A program that runs a shell script.</summary>
    public static IResourceBuilder<ExecutableResource> AddShell(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "/bin/sh", Path.GetTempPath(), "-c", script);

    /// <summary>A program that runs until it is stopped.</summary>
    public static IResourceBuilder<ExecutableResource> AddSleeper(this IDistributedApplicationBuilder builder, string name) => builder.AddShell(name, "exec sleep 1000");

    public static async Task<DistributedApplication> StartAsync(this IDistributedApplicationTestingBuilder builder)
    {
        var application = await builder.BuildAsync(Within());
        await application.StartAsync(Within());
        return application;
    }

    public static async Task<CustomResourceSnapshot> WaitAsync(this DistributedApplication application, string resource, Func<CustomResourceSnapshot, bool> predicate) =>
        (await application.ResourceNotifications.WaitForResourceAsync(resource, one => predicate(one.Snapshot), Within())).Snapshot;

    public static Task<CustomResourceSnapshot> WaitForStateAsync(this DistributedApplication application, string resource, string state) =>
        application.WaitAsync(resource, snapshot => snapshot.State?.Text == state);

    /// <summary>How a resource stands now.</summary>
    public static CustomResourceSnapshot StateOf(this DistributedApplication application, string resource) =>
        application.ResourceNotifications.TryGetCurrentState(resource, out var found) ? found.Snapshot : throw new InvalidOperationException($"Nothing is known of '{resource}'.");

    /// <summary>The lines that a resource has written, once it has ended.</summary>
    public static async Task<IReadOnlyList<string>> LinesOfAsync(this DistributedApplication application, string resource)
    {
        var loggers = (ResourceLoggerService)application.Services.GetService(typeof(ResourceLoggerService))!;
        var lines = new List<string>();
        await foreach (var batch in loggers.WatchAsync(resource).WithCancellation(Within()))
        {
            lines.AddRange(batch.Select(line => line.Content[(line.Content.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        }

        return lines;
    }

    public static string? Failure(this CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == ResourceSnapshots.FailureProperty)?.Value as string;
}
