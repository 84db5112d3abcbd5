using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace Services.Tests.OrderService;

/// <summary>What the service does with the messages that it reads.</summary>
[Collection(nameof(OrderService))]
public sealed class AnnouncementTests(OrderServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_comes_again_and_again_has_its_effect_once()
    {
        var (service, database) = await StartAsync();
        using var _ = service;
        using var topic = new OrdersTopic(servers.Kafka.BootstrapServers);
        var twice = await WriteOrderAsync(database, pieces: 5);
        var last = await WriteOrderAsync(database, pieces: 1);
        var message = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => topic.WriteAsync(message, OrdersTopic.Announcement(twice))));
        await service.WaitUntilConfirmedAsync(twice);
        await topic.WriteAsync(message, OrdersTopic.Announcement(twice));
        await topic.WriteAsync(Guid.NewGuid(), OrdersTopic.Announcement(last));

        await service.WaitUntilConfirmedAsync(last);
        Assert.Equal(6L, await ScalarAsync(database, "select pieces from reserved_stock where product_id = 'tea'"));
    }

    [Fact]
    public async Task What_cannot_be_handled_is_put_aside_with_its_reason_and_stops_nobody()
    {
        var (service, database) = await StartAsync();
        using var _ = service;
        using var topic = new OrdersTopic(servers.Kafka.BootstrapServers);
        var absent = Guid.NewGuid();
        var nonsense = $"no announcement {Guid.NewGuid()}";
        var last = await WriteOrderAsync(database);

        await topic.WriteAsync(Guid.NewGuid(), nonsense);
        await topic.WriteAsync(Guid.NewGuid(), "news of another kind", type: "order-praised");
        await topic.WriteAsync(Guid.NewGuid(), OrdersTopic.Announcement(absent));
        await topic.WriteAsync(Guid.NewGuid(), OrdersTopic.Announcement(last));

        await service.WaitUntilConfirmedAsync(last);
        await service.WaitUntilAsync("/dead-letters?limit=1000", all => all.EnumerateArray().Any(letter => Mentions(letter, $"{absent}")));
        var letters = await WaitingAsync(service);
        Assert.Collection(letters.Where(letter => Mentions(letter, nonsense) || Mentions(letter, $"{absent}"))
                .DistinctBy(letter => Text(letter, "value")),   // each group of consumers that reads it puts it aside
            letter => Assert.Equal(("1", true), (Text(letter, "attempts"), Text(letter, "reason").StartsWith("It is no announcement of an order: ", StringComparison.Ordinal))),
            letter => Assert.Equal(("5", $"There is no order '{absent}'."), (Text(letter, "attempts"), Text(letter, "reason"))));
        Assert.DoesNotContain(letters, letter => Mentions(letter, "news of another kind"));
        Assert.All(letters, letter => Assert.StartsWith("orders/", Text(letter, "source"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_letter_whose_cause_is_mended_has_its_effect_when_it_is_replayed()
    {
        var (service, database) = await StartAsync();
        using var _ = service;
        using var topic = new OrdersTopic(servers.Kafka.BootstrapServers);
        var order = Guid.CreateVersion7();
        await topic.WriteAsync(Guid.NewGuid(), OrdersTopic.Announcement(order));
        await service.WaitUntilAsync("/dead-letters?limit=1000", letters => letters.EnumerateArray().Any(letter => Mentions(letter, $"{order}")));

        await WriteOrderAsync(database, id: order);
        using var replayed = await service.Client.PostAsync("/dead-letters/replay", content: null, Cancel);

        replayed.EnsureSuccessStatusCode();
        await service.WaitUntilConfirmedAsync(order);
        Assert.DoesNotContain(await WaitingAsync(service), letter => Mentions(letter, $"{order}"));
    }

    private async Task<(OrderServiceProcess Service, string Database)> StartAsync()
    {
        var database = servers.NewDatabase();
        return (await servers.StartServiceAsync(database, "--environment", "Development"), database);   // dead letters can be read
    }

    private static async Task<IReadOnlyList<JsonElement>> WaitingAsync(OrderServiceProcess service) =>
        [.. (await service.Client.GetFromJsonAsync<JsonElement>("/dead-letters?limit=1000", Cancel)).EnumerateArray()];

    private static bool Mentions(JsonElement letter, string text) => Text(letter, "value").Contains(text, StringComparison.Ordinal);

    private static string Text(JsonElement letter, string name) => letter.GetProperty(name).GetString()!;

    /// <summary>An order that is in no outbox, so that the service leaves announcing it to the test.</summary>
    private static async Task<Guid> WriteOrderAsync(string database, int pieces = 1, Guid? id = null)
    {
        var order = id ?? Guid.CreateVersion7();
        await ScalarAsync(database, $"""
            with placed as (
                insert into orders (id, status, total, placed_at) values ('{order}', 'placed', 1, now()) returning id)
            insert into order_lines select id, 'tea', {pieces}, 1 from placed
            """);
        return order;
    }

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
