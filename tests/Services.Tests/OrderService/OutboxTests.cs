using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Npgsql;

namespace Services.Tests.OrderService;

/// <summary>What the service publishes.</summary>
[Collection(nameof(OrderService))]
public sealed class OutboxTests(OrderServers servers)
{
    private const int Orders = 50;
    private const int MessagesOfEach = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happened_to_an_order_comes_in_order_although_two_replicas_publish_and_Kafka_is_killed()
    {
        var database = servers.NewDatabase();
        using var first = await servers.StartServiceAsync(database);
        using var second = await servers.StartServiceAsync(database);
        using var topic = new OrdersTopic(servers.Kafka.BootstrapServers);
        var type = $"order-noted-{Guid.NewGuid()}";

        await WriteMessagesAsync(database, type);
        await Task.WhenAll(first.PlaceOrderAsync(), second.PlaceOrderAsync());   // wakes both
        topic.ReadUntil(records => records.Count(record => TypeOf(record) == type) >= Orders);
        servers.Kafka.Kill();
        await servers.Kafka.StartAgainAsync();

        var published = topic.ReadUntil(records =>
            records.Count(record => TypeOf(record) == type) >= Orders * MessagesOfEach
            && records.Where(record => TypeOf(record) == type).DistinctBy(Text).Count() == Orders * MessagesOfEach);
        var byOrder = published.Where(record => TypeOf(record) == type).GroupBy(record => record.Message.Key).ToArray();
        Assert.Equal(Orders, byOrder.Length);
        Assert.All(byOrder, messages =>
        {
            Assert.Single(messages.Select(message => message.Partition).Distinct());
            // One that comes twice does so before the next one comes.
            var numbers = messages.Select(message => int.Parse(message.Message.Value, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(Enumerable.Range(1, MessagesOfEach), numbers.Distinct());
            Assert.Equal(numbers.Order(), numbers);
        });
    }

    private static string Text(ConsumeResult<string, string> record) => $"{record.Message.Key} {record.Message.Value}";

    private static string TypeOf(ConsumeResult<string, string> record) =>
        Encoding.UTF8.GetString(record.Message.Headers.GetLastBytes("message-type"));

    /// <summary>Many messages of many orders, those of different orders mixed.</summary>
    private static async Task WriteMessagesAsync(string database, string type)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand($"""
            insert into outbox (message_id, order_id, type, payload)
            select gen_random_uuid(), orders.id, '{type}', counted.number::text as payload
            from generate_series(1, {MessagesOfEach}) as counted (number), (select gen_random_uuid() as id from generate_series(1, {Orders})) orders
            order by counted.number
            """);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
