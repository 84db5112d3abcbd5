using System.Collections.Immutable;
using Aspire.Dashboard.Resources;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests.Page;

/// <summary>An application as people have it, to look at.</summary>
internal static class Shop
{
    internal static ImmutableArray<ResourceSnapshot> Resources { get; } =
    [
        Some.Cache with { Commands = [.. Some.Cache.Commands, new("clear-cache", "Clear cache", Description: "Removes every key.", ConfirmationMessage: "Remove every key?")] },
        Server("postgres", "PostgreSQL 15.14", 5432),
        Server("orders", "", 5432) with { Type = "PostgresDatabase", Source = null, Relationships = [new("postgres", "Parent")], Commands = [] },
        Server("messaging", "EmbeddedKafka", 9092) with
        {
            Health = ResourceHealth.Unhealthy,
            HealthReports = [new("messaging_check", ResourceHealth.Unhealthy, "No broker answered within 2 s.", "Confluent.Kafka.KafkaException: Local: Broker transport failure\n   at Confluent.Kafka.Impl.SafeKafkaHandle.GetMetadata(Boolean allTopics, SafeTopicHandle topic, Int32 millisecondsTimeout)\n   at Confluent.Kafka.AdminClient.GetMetadata(TimeSpan timeout)", Some.Start.AddSeconds(9))],
        },
        Api(1),
        Api(2),
        Some.Replica(1) with
        {
            Name = "mailer", DisplayName = "mailer", Type = "Executable", Source = "node server.js", State = "FailedToStart", StateStyle = "error", Health = null, HealthReports = [],
            Urls = [], ExitCode = 1, StoppedAt = Some.Start.AddSeconds(2), Commands = Some.Killed(Some.Cache).Commands, Relationships = [new("messaging", "Reference")],
        },
        Some.Replica(1) with
        {
            Name = "reports", DisplayName = "reports", Source = "Reports.csproj", State = "Waiting", StateStyle = "info", Health = null, HealthReports = [], Urls = [], StartedAt = null,
            Relationships = [new("messaging", "WaitFor"), new("orders", "Reference")],
        },
        Some.Replica(1) with
        {
            Name = "migrations", DisplayName = "migrations", Source = "Migrations.csproj", State = "Finished", StateStyle = null, Health = null, HealthReports = [], Urls = [],
            ExitCode = 0, StoppedAt = Some.Start.AddSeconds(4), Commands = Some.Killed(Some.Cache).Commands, Relationships = [new("orders", "Reference")],
        },
        new ResourceSnapshot { Name = "postgres-password", DisplayName = "postgres-password", Type = "Parameter", State = "Running", StateStyle = "success", IsHidden = true, Properties = [ResourceProperty.Secret("Value")] },
    ];

    internal static void WriteLogs(DrivenApplication application)
    {
        var log = application.LogOf("api-1");
        var time = Some.Start;
        application.LogOf("messaging").Write("No broker answers", isError: true, timestamp: time.AddMinutes(1));
        log.Write("\u001b[40m\u001b[32minfo\u001b[39m\u001b[22m\u001b[49m: Microsoft.Hosting.Lifetime[14]", timestamp: time);
        log.Write("      Now listening on: http://localhost:5301", timestamp: time.AddMilliseconds(2));
        for (var request = 1; request <= 120; request++)
        {
            time = time.AddMilliseconds(137);
            log.Write($"\u001b[32minfo\u001b[0m: Api.Orders[1] Order \u001b[1m{request}\u001b[0m of \u001b[36mtea\u001b[0m placed in \u001b[38;5;208m{request % 17 + 3} ms\u001b[0m", timestamp: time);
        }
        log.Write("\u001b[33mwarn\u001b[0m: Api.Products[7] The cache did not answer; products are read from PostgreSQL.", timestamp: time.AddMilliseconds(10));
        log.Write("\u001b[41m\u001b[30mfail\u001b[39m\u001b[22m\u001b[49m: Confluent.Kafka[0] Broker transport failure: a long line that has to be wrapped, since it says so much: " + string.Concat(Enumerable.Repeat("localhost:9092/1 Connect to ipv4#127.0.0.1:9092 failed; ", 4)), isError: true, timestamp: time.AddMilliseconds(20));
    }

    private static ResourceSnapshot Api(int number) => Some.Replica(number) with
    {
        Relationships = [new("orders", "Reference"), new("orders", "WaitFor"), new("cache", "Reference"), new("messaging", "Reference")],
        Environment =
        [
            ResourceEnvironmentVariable.Plain("ASPNETCORE_ENVIRONMENT", "Development"),
            ResourceEnvironmentVariable.Plain("ASPNETCORE_URLS", $"http://localhost:530{number}"),
            ResourceEnvironmentVariable.Secret("ConnectionStrings__cache"),
            ResourceEnvironmentVariable.Secret("ConnectionStrings__orders"),
            ResourceEnvironmentVariable.Plain("ConnectionStrings__messaging", "localhost:9092"),
            ResourceEnvironmentVariable.Plain("OTEL_BSP_SCHEDULE_DELAY", "1000"),
            ResourceEnvironmentVariable.Plain("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:19088"),
            ResourceEnvironmentVariable.Secret("OTEL_EXPORTER_OTLP_HEADERS"),
            ResourceEnvironmentVariable.Plain("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id=api-{number}"),
            ResourceEnvironmentVariable.Plain("OTEL_SERVICE_NAME", "api"),
        ],
        Properties = [ResourceProperty.Plain("project.path", "Api/Api.csproj"), ResourceProperty.Plain("project.launchProfile", "http")],
    };

    private static ResourceSnapshot Server(string name, string source, int port) => Some.Cache with
    {
        Name = name,
        DisplayName = name,
        Source = source,
        Urls = [new("tcp", $"tcp://localhost:{port}", IsInternal: true)],
        HealthReports = [new($"{name}_check", ResourceHealth.Healthy, LastRunAt: Some.Start.AddSeconds(9))],
    };
}
