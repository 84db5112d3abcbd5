using System.Text.Json.Nodes;

namespace Bench.AspireEcs;

/// <summary>A manifest of many services: each reads a cache and a database, and calls the one before it.</summary>
internal static class LargeManifest
{
    private const int ServicesOfAStore = 10;

    public static string Write(int services)
    {
        var resources = new JsonObject();
        for (var number = 0; number < services; number++)
        {
            var store = number / ServicesOfAStore;
            if (number % ServicesOfAStore == 0)
            {
                resources[$"cache-{store}"] = Server("docker.io/library/redis:8.6", $"{{cache-{store}.bindings.tcp.host}}:{{cache-{store}.bindings.tcp.port}}", "redis", 6379);
                resources[$"postgres-{store}"] = Server("docker.io/library/postgres:18.3", $"Host={{postgres-{store}.bindings.tcp.host}}", "tcp", 5432);
                resources[$"db-{store}"] = new JsonObject { ["type"] = "value.v0", ["connectionString"] = $"{{postgres-{store}.connectionString}};Database=db{store}" };
            }
            resources[$"service-{number}"] = Service(number, store);
        }
        return new JsonObject { ["resources"] = resources }.ToJsonString();
    }

    private static JsonObject Server(string image, string connectionString, string scheme, int port) => new()
    {
        ["type"] = "container.v0",
        ["connectionString"] = connectionString,
        ["image"] = image,
        ["bindings"] = new JsonObject { ["tcp"] = Binding(scheme, "tcp", port) },
    };

    private static JsonObject Service(int number, int store)
    {
        var environment = new JsonObject
        {
            ["HTTP_PORTS"] = $"{{service-{number}.bindings.http.targetPort}}",
            ["ConnectionStrings__cache"] = $"{{cache-{store}.connectionString}}",
            ["ConnectionStrings__db"] = $"{{db-{store}.connectionString}}",
        };
        if (number > 0)
            environment[$"services__service-{number - 1}__http__0"] = $"{{service-{number - 1}.bindings.http.url}}";
        return new JsonObject
        {
            ["type"] = "project.v0",
            ["path"] = $"Service{number}/Service{number}.csproj",
            ["env"] = environment,
            ["bindings"] = new JsonObject { ["http"] = Binding("http", "http", 8080) },
        };
    }

    private static JsonObject Binding(string scheme, string transport, int port) =>
        new() { ["scheme"] = scheme, ["protocol"] = "tcp", ["transport"] = transport, ["targetPort"] = port };
}
