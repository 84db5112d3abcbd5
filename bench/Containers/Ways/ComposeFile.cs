namespace Bench.Containers.Ways;

/// <summary>The application as a file of docker-compose.</summary>
internal static class ComposeFile
{
    public static string Of(int redis, int postgres, int kafka, int api, int secondsBetweenChecks) => $"""
        version: "2.4"
        services:
          cache:
            image: {Settings.Redis}
            command: redis-server --requirepass {Settings.Password}
            ports: ["127.0.0.1:{redis}:6379"]
            healthcheck: {Check($"redis-cli -a {Settings.Password} PING", secondsBetweenChecks)}
          postgres:
            image: {Settings.Postgres}
            environment: {Variables(Settings.OfPostgres)}
            ports: ["127.0.0.1:{postgres}:5432"]
            healthcheck: {Check($"pg_isready -h 127.0.0.1 -U postgres -d {Settings.Database}", secondsBetweenChecks)}
          messaging:
            image: {Settings.Kafka}
            environment: {Variables(Settings.OfKafka(kafka, "messaging"))}
            ports: ["127.0.0.1:{kafka}:9092"]
            healthcheck: {Check("kafka-broker-api-versions --bootstrap-server localhost:9092 || nc localhost 9092 -e true", secondsBetweenChecks)}
          api:
            image: mcr.microsoft.com/dotnet/aspnet:10.0
            command: dotnet {BuiltApplication.Api}
            volumes: ["{BuiltApplication.ApiProject}:{BuiltApplication.ApiProject}:ro"]
            environment: {Variables(Settings.OfApi("http://+:8080", "cache:6379", "postgres", 5432, "messaging:9093"))}
            ports: ["127.0.0.1:{api}:8080"]
            depends_on:
              cache: {"{ condition: service_started }"}
              postgres: {"{ condition: service_healthy }"}
              messaging: {"{ condition: service_healthy }"}
        """;

    private static string Check(string command, int seconds) => $$"""{ test: ["CMD-SHELL", "{{command}}"], interval: {{seconds}}s, timeout: 5s, retries: 60 }""";

    private static string Variables(IReadOnlyDictionary<string, string> variables) =>
        $$"""{ {{string.Join(", ", variables.Select(one => $"{one.Key}: \"{one.Value}\""))}} }""";
}
