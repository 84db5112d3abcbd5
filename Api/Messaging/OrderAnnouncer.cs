using System.Text.Json;
using System.Threading.Channels;
using Api.Database;
using Confluent.Kafka;
using OpenTelemetry;

namespace Api.Messaging;

/// <summary>
/// Announces placed orders on Kafka: at once when it is woken, and now and then those that another replica left behind.
/// An order that was acknowledged to a customer is announced sooner or later, whatever fails in between; it may be
/// announced twice.
/// </summary>
internal sealed class OrderAnnouncer(
    OrderOutbox outbox,
    OrdersTopic topic,
    Lazy<IProducer<string, string>> producer,
    MessageTrace trace,
    SchemaUpdate schema,
    TimeProvider time,
    ILogger<OrderAnnouncer> logger) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    /// <summary>Holds at most one call: many orders are announced together.</summary>
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is an order to announce.</summary>
    public void Wake() => _calls.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        await using var sweep = time.CreateTimer(_ => Wake(), state: null, SweepInterval, SweepInterval);
        await Patience.For("announce placed orders", logger).ExecuteAsync(AnnounceWhenWokenAsync, stoppingToken);
    }

    private async ValueTask AnnounceWhenWokenAsync(CancellationToken stopping)
    {
        await topic.EnsureExistsAsync(stopping);

        Wake();   // for what was left behind by a failure, or by another run
        await foreach (var _ in _calls.Reader.ReadAllAsync(stopping))
        {
            // A look into the outbox is no trace of its own; announcing an order is part of that order's.
            using var quiet = SuppressInstrumentationScope.Begin();
            while (await outbox.DrainAsync(BatchSize, AnnounceAsync, stopping) == BatchSize)
            {
            }
        }
    }

    private async Task AnnounceAsync(IReadOnlyList<UnannouncedOrder> orders)
    {
        using var traced = SuppressInstrumentationScope.Begin(false);
        await Task.WhenAll(orders.Select(AnnounceAsync));
    }

    private async Task AnnounceAsync(UnannouncedOrder order)
    {
        using var activity = trace.StartAnnouncing(order.TraceParent);
        await producer.Value.ProduceAsync(OrdersTopic.Name, new Message<string, string>
        {
            Key = order.Message.OrderId.ToString(),
            Value = JsonSerializer.Serialize(order.Message, ApiJson.Default.OrderPlaced),
        });
    }
}
