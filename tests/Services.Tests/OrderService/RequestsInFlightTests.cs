using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Npgsql;

namespace Services.Tests.OrderService;

/// <summary>The end of the service while a request is being answered, which PostgreSQL holds up.</summary>
[Collection(nameof(OrderService))]
public sealed class RequestsInFlightTests(OrderServers servers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The order waits. Confirmations of what other tests left on the topic may wait beside it.</summary>
    private const string IsHeldUp = """
        select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%insert into orders%'
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_service_that_is_told_to_end_answers_what_it_took_and_leaves_nothing_unsaid(bool kafkaIsThere)
    {
        var database = servers.NewDatabase();
        using var service = await servers.StartServiceAsync(database, "--Shutdown:Delay", "00:00:00");
        await service.WaitUntilConfirmedAsync(await service.PlaceOrderAsync());   // the outbox is in use
        if (!kafkaIsThere)
            servers.Kafka.Kill();

        await using var source = NpgsqlDataSource.Create(database);
        await using var holder = await source.OpenConnectionAsync(Cancel);
        await using var held = await holder.BeginTransactionAsync(Cancel);
        await ExecuteAsync(holder, "lock table orders in share row exclusive mode");
        var placing = service.Client.PostAsJsonAsync("/orders", new { lines = new[] { new { productId = "tea", quantity = 1 } } }, Cancel);
        await WaitUntilAsync(async () =>
            await ScalarAsync(source, IsHeldUp) is 1L);

        service.Terminate();
        await WaitUntilAsync(() => IsRefusedAsync(service.Client.BaseAddress!));
        Assert.False(placing.IsCompleted);
        await held.RollbackAsync(Cancel);   // nothing was written: this lets go

        using var placed = await placing;
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        var order = (await placed.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid();
        Assert.Equal(0, await service.EndAsync());
        Assert.Equal(kafkaIsThere ? 0L : 1L, await ScalarAsync(source, "select count(*) from outbox"));

        if (!kafkaIsThere)
            await servers.Kafka.StartAgainAsync();
        using var next = await servers.StartServiceAsync(database);
        await next.WaitUntilConfirmedAsync(order);
        Assert.Equal(0L, await ScalarAsync(source, "select count(*) from outbox"));
    }

    private static async Task<bool> IsRefusedAsync(Uri address)
    {
        using var caller = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await caller.ConnectAsync(address.Host, address.Port, Cancel);
            return false;
        }
        catch (SocketException refused) when (refused.SocketErrorCode is SocketError.ConnectionRefused)
        {
            return true;
        }
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> satisfied)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Limit);
        while (!await satisfied())
            await looks.WaitForNextTickAsync(limit.Token);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
