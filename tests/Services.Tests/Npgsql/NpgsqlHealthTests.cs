using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Services.Tests.Servers;

namespace Services.Tests.Npgsql;

public class NpgsqlHealthTests
{
    [Fact]
    public async Task Health_follows_the_server_down_and_up_again()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.AddNpgsqlDataSource("orders");
                builder.AddNpgsqlDbContext<OrdersContext>("orders");
            },
            ("ConnectionStrings:orders", server.Database("orders")));

        Assert.Equal(["OrdersContext Healthy", "PostgreSql Healthy"], await Health(application));

        // At once, although the context repeats what fails.
        server.Kill();
        var asked = Stopwatch.StartNew();
        Assert.Equal(["OrdersContext Unhealthy", "PostgreSql Unhealthy"], await Health(application));
        Assert.True(asked.Elapsed < TimeSpan.FromSeconds(10), $"The check took {asked.Elapsed}.");

        await server.StartAgainAsync();
        Assert.Equal(["OrdersContext Healthy", "PostgreSql Healthy"], await Health(application));
    }

    private static async Task<string[]> Health(TestApplication application)
        => [.. (await application.CheckHealthAsync()).Entries.Select(entry => $"{entry.Key} {entry.Value.Status}").Order()];
}
