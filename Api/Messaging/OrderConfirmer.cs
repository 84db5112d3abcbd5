using System.Text.Json;
using Api.Database;
using Api.Orders;
using Confluent.Kafka;

namespace Api.Messaging;

/// <summary>
/// Confirms the orders that are announced. A message counts as read when its order is confirmed in the database, so it is
/// read again after a crash; confirming twice changes nothing.
/// </summary>
internal sealed partial class OrderConfirmer(
    Lazy<IConsumer<string, string>> consumer,
    OrdersTopic topic,
    OrderStore orders,
    MessageTrace trace,
    SchemaUpdate schema,
    TimeProvider time,
    ILogger<OrderConfirmer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        try
        {
            await Patience.For("read announced orders", logger).ExecuteAsync(async stop =>
            {
                await topic.EnsureExistsAsync(stop);
                // Consume blocks: it gets a thread of its own, so that requests do not lack one.
                await Task.Factory.StartNew(() => ConfirmUntilStopped(stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }, stoppingToken);
        }
        finally
        {
            // Hands the partitions to the other replicas at once: silence would do so only after the session's timeout.
            if (consumer.IsValueCreated)
                consumer.Value.Close();
        }
    }

    private void ConfirmUntilStopped(CancellationToken stopping)
    {
        consumer.Value.Subscribe(OrdersTopic.Name);
        while (true)
        {
            var announced = consumer.Value.Consume(stopping);
            ConfirmAsync(announced.Message, stopping).GetAwaiter().GetResult();
            consumer.Value.StoreOffset(announced);
        }
    }

    private async Task ConfirmAsync(Message<string, string> message, CancellationToken stopping)
    {
        using var activity = trace.StartConfirming(message);
        if (Read(message) is not { } placed)
            return;

        await Patience.For($"confirm order {placed.OrderId}", logger).ExecuteAsync(async stop =>
        {
            if (await orders.ConfirmAsync(placed.OrderId, time.GetUtcNow(), stop))
                LogConfirmed(placed.OrderId);
            else
                LogNothingToConfirm(placed.OrderId);
        }, stopping);
    }

    /// <returns>Null for what is no announcement of an order: it is skipped, or it would stop all that come after it.</returns>
    private OrderPlaced? Read(Message<string, string> message)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Value, ApiJson.Default.OrderPlaced);
        }
        catch (JsonException failure)
        {
            LogUnreadable(message.Key, failure.Message);
            return null;
        }
    }
}
