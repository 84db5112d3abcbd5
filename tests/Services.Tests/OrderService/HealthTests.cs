using System.Net;

namespace Services.Tests.OrderService;

/// <summary>What the service says of itself when a server is lost, to a load balancer and to a developer.</summary>
[Collection(nameof(OrderService))]
public sealed class HealthTests(OrderServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, HttpStatusCode, string> Losses => new()
    {
        { "Redis", "Degraded", HttpStatusCode.OK, "cache: Redis does not answer" },
        { "Kafka", "Degraded", HttpStatusCode.OK, "messaging: Kafka does not answer" },
        { "PostgreSQL", "Unhealthy", HttpStatusCode.ServiceUnavailable, "PostgreSql: " },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_lost_server_makes_the_service_unready_only_if_it_cannot_do_without_and_a_developer_is_told_which(
        string server, string word, HttpStatusCode status, string reason)
    {
        using var developed = await servers.StartServiceAsync(servers.NewDatabase(), "--environment", "Development");
        var deployed = await servers.SharedServiceAsync();

        Kill(server);
        try
        {
            await developed.WaitUntilHealthAsync(word);
            await deployed.WaitUntilHealthAsync(word);
            using var told = await developed.Client.GetAsync("/health", Cancel);
            using var asked = await deployed.Client.GetAsync("/health", Cancel);
            using var alive = await deployed.Client.GetAsync("/alive", Cancel);

            Assert.Equal((status, status, HttpStatusCode.OK), (told.StatusCode, asked.StatusCode, alive.StatusCode));
            var lines = (await told.Content.ReadAsStringAsync(Cancel)).Split('\n');
            Assert.Equal(word, lines[0]);
            Assert.StartsWith(reason, Assert.Single(lines[1..]), StringComparison.Ordinal);
            Assert.Equal(word, await asked.Content.ReadAsStringAsync(Cancel));   // a stranger is told no more
        }
        finally
        {
            await StartAgainAsync(server);
        }

        await developed.WaitUntilHealthAsync("Healthy");
        Assert.Equal("Healthy", await developed.Client.GetStringAsync("/health", Cancel));
    }

    private void Kill(string server)
    {
        if (server is "Redis")
            servers.Redis.Kill();
        else if (server is "Kafka")
            servers.Kafka.Kill();
        else
            servers.Postgres.Kill();
    }

    private Task StartAgainAsync(string server) => server switch
    {
        "Redis" => servers.Redis.StartAgainAsync(),
        "Kafka" => servers.Kafka.StartAgainAsync(),
        _ => servers.Postgres.StartAgainAsync(),
    };
}
