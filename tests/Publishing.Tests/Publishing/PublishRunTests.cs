namespace Publishing.Tests.Publishing;

public sealed class PublishRunTests
{
    [Fact]
    public async Task The_events_of_publishing_come_before_and_after_the_manifest()
    {
        using var host = AppHostSource.Compile("""
            builder.OnBeforeStart((_, _) => Say("start"));
            builder.OnBeforePublish((_, _) => Say("before"));
            builder.OnAfterPublish((_, _) => Say("after"));
            Task Say(string what)
            {
                Console.WriteLine($"{what}: {File.Exists("aspire-manifest.json")}");
                return Task.CompletedTask;
            }
            """);
        var result = await host.RunAsync(TestContext.Current.CancellationToken, "--publisher", "manifest", "--output-path", ".");
        var said = result.Output.Split('\n').Where(line => line.Contains(": True", StringComparison.Ordinal) || line.Contains(": False", StringComparison.Ordinal));
        Assert.Equal(["start: False", "before: False", "after: True"], said);
    }

    [Fact]
    public async Task A_publisher_of_ones_own_is_chosen_by_its_key()
    {
        using var host = AppHostSource.Compile(
            """builder.Services.AddKeyedSingleton<IDistributedApplicationPublisher, Counting>("counting"); builder.AddContainer("app", "app", "1.0");""",
            """
            sealed class Counting : IDistributedApplicationPublisher
            {
                public Task PublishAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
                {
                    Console.WriteLine($"{model.Resources.Count} resource");
                    return Task.CompletedTask;
                }
            }
            """);
        var result = await host.RunAsync(TestContext.Current.CancellationToken, "--publisher", "counting");
        Assert.Equal((0, "1 resource"), (result.ExitCode, result.Output.Trim()));
    }

    [Fact]
    public async Task Publishing_loads_no_server_and_no_client()
    {
        using var host = AppHostSource.Compile("""
            builder.AddRedis("cache");
            builder.AddPostgres("postgres").AddDatabase("db");
            builder.AddKafka("messaging");
            builder.AddProject<Projects.WebApi>("api").WithHttpHealthCheck("/health");
            builder.OnAfterPublish((_, _) =>
            {
                foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
                {
                    Console.WriteLine($"loaded {assembly.GetName().Name}");
                }
                return Task.CompletedTask;
            });
            """);
        var result = await host.RunAsync(TestContext.Current.CancellationToken, "--publisher", "manifest", "--output-path", ".");
        var loaded = result.Output.Split('\n').Where(line => line.StartsWith("loaded ", StringComparison.Ordinal)).Select(line => line["loaded ".Length..]).ToArray();
        Assert.Contains("Aspire.Hosting", loaded);
        string[] unwanted = ["Microsoft.AspNetCore", "StackExchange", "Npgsql", "Confluent", "Aspire.Dashboard", "EmbeddedKafka", "EmbeddedRedis", "Garnet", "System.Net.Sockets.Tcp"];
        Assert.DoesNotContain(loaded, name => unwanted.Any(one => name.StartsWith(one, StringComparison.Ordinal)));
    }
}
