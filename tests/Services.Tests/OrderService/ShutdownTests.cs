using System.Net;
using Npgsql;

namespace Services.Tests.OrderService;

[Collection(nameof(OrderService))]
public sealed class ShutdownTests(OrderServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_is_told_to_end_is_unready_first_still_answers_and_leaves_no_message_behind()
    {
        var database = servers.NewDatabase();
        using var service = await servers.StartServiceAsync(database, "--Shutdown:Delay", "00:00:03");
        var before = await service.PlaceOrderAsync();

        service.Terminate();
        await service.WaitUntilHealthAsync("Unhealthy");
        var late = await service.PlaceOrderAsync();
        using (var alive = await service.Client.GetAsync("/alive", Cancel))
            Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        var exitCode = await service.EndAsync();

        Assert.Equal(0, exitCode);
        await using var source = NpgsqlDataSource.Create(database);
        await using var waiting = source.CreateCommand("select count(*) from outbox");
        Assert.Equal(0L, await waiting.ExecuteScalarAsync(Cancel));
        await using var placed = source.CreateCommand($"select count(*) from orders where id in ('{before}', '{late}')");
        Assert.Equal(2L, await placed.ExecuteScalarAsync(Cancel));
    }
}
