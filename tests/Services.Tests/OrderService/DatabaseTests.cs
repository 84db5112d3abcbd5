using System.Net;
using Npgsql;

namespace Services.Tests.OrderService;

[Collection(nameof(OrderService))]
public sealed class DatabaseTests(OrderServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replicas_that_start_together_without_a_database_make_the_schema_once_when_it_comes()
    {
        var database = servers.NewDatabase();
        servers.Postgres.Kill();
        using var first = await OrderServiceProcess.StartAsync(database, servers.Redis.ConnectionString, servers.Kafka.BootstrapServers);
        using var second = await OrderServiceProcess.StartAsync(database, servers.Redis.ConnectionString, servers.Kafka.BootstrapServers);
        using (var early = await first.Client.GetAsync("/orders", Cancel))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
            Assert.NotNull(early.Headers.RetryAfter);
        }

        await servers.Postgres.StartAgainAsync();
        await first.WaitUntilHealthAsync("Healthy");
        await second.WaitUntilHealthAsync("Healthy");

        await using var source = NpgsqlDataSource.Create(database);
        await using var products = source.CreateCommand("select count(*) from products");
        Assert.Equal(6L, await products.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task A_migration_makes_the_schema_and_ends()
    {
        var database = servers.NewDatabase();
        await OrderServiceProcess.MigrateAsync(database);

        await using var source = NpgsqlDataSource.Create(database);
        await using var scripts = source.CreateCommand("select count(*) from schema_scripts");
        Assert.Equal(2L, await scripts.ExecuteScalarAsync(Cancel));
        await OrderServiceProcess.MigrateAsync(database);   // again: nothing to do
    }

    [Fact]
    public async Task Orders_can_be_placed_again_as_soon_as_a_killed_database_is_back()
    {
        var service = await servers.SharedServiceAsync();
        await service.PlaceOrderAsync();

        servers.Postgres.Kill();
        using (var lost = await service.Client.GetAsync("/orders", Cancel))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.StatusCode);
        await servers.Postgres.StartAgainAsync();

        await service.WaitUntilConfirmedAsync(await service.PlaceOrderAsync());
    }
}
