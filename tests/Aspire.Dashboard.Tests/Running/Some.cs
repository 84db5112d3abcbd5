using Aspire.Dashboard.Resources;

namespace Aspire.Dashboard.Tests.Running;

/// <summary>Resources to show.</summary>
internal static class Some
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    internal static ResourceSnapshot Replica(int number) => new()
    {
        Name = $"api-{number}",
        DisplayName = "api",
        Type = "Project",
        State = "Running",
        StateStyle = "success",
        Health = ResourceHealth.Healthy,
        HealthReports = [new("api_http_/health_200_check", ResourceHealth.Healthy, "200 OK", LastRunAt: Start.AddSeconds(5))],
        Source = "/shop/Api/Api.csproj",
        ProcessId = 4000 + number,
        StartedAt = Start,
        Urls = [new("http", $"http://localhost:530{number}")],
        Relationships = [new("orders", "Reference"), new("cache", "WaitFor")],
        Environment = [ResourceEnvironmentVariable.Plain("OTEL_SERVICE_NAME", "api"), ResourceEnvironmentVariable.Secret("ConnectionStrings__orders")],
        Commands = Commands(running: true),
    };

    internal static ResourceSnapshot Cache => new()
    {
        Name = "cache",
        DisplayName = "cache",
        Type = "Container",
        State = "Running",
        StateStyle = "success",
        Health = ResourceHealth.Healthy,
        Source = "redis-server 7.0.15",
        StartedAt = Start,
        Urls = [new("tcp", "tcp://localhost:6379", IsInternal: true)],
        Commands = Commands(running: true),
    };

    internal static ResourceSnapshot Killed(ResourceSnapshot resource) => resource with
    {
        State = "Exited",
        StateStyle = "error",
        Health = null,
        StoppedAt = Start.AddMinutes(3),
        ExitCode = 137,
        Commands = Commands(running: false),
    };

    private static System.Collections.Immutable.ImmutableArray<ResourceCommand> Commands(bool running) =>
    [
        new("resource-start", "Start", running ? ResourceCommandState.Hidden : ResourceCommandState.Enabled, IsHighlighted: true),
        new("resource-stop", "Stop", running ? ResourceCommandState.Enabled : ResourceCommandState.Hidden, IsHighlighted: true),
        new("resource-restart", "Restart", running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled),
    ];
}
