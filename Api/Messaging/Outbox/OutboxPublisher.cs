using System.Threading.Channels;
using Api.Database;
using Confluent.Kafka;
using OpenTelemetry;

namespace Api.Messaging.Outbox;

/// <summary>
/// Puts the outbox on Kafka: at once when it is woken, and now and then what another replica left behind. A message that
/// was written is published sooner or later, whatever fails in between; it may be published twice.
/// </summary>
internal sealed partial class OutboxPublisher(
    OutboxStore outbox,
    Topics topics,
    Lazy<IProducer<string, string>> producer,
    MessageTrace trace,
    SchemaUpdate schema,
    TimeProvider time,
    ILogger<OutboxPublisher> logger) : BackgroundService
{
    private const int BatchSize = 500;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    /// <summary>What is written meanwhile goes out together: under load a batch instead of a transaction a message.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    /// <summary>How long the end of the service waits for what its last requests wrote. The next replica finds the rest.</summary>
    private static readonly TimeSpan LastRound = TimeSpan.FromSeconds(5);

    /// <summary>Holds at most one call: many messages are published together.</summary>
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is a message to publish.</summary>
    public void Wake() => _calls.Writer.TryWrite(true);

    /// <summary>Comes after the last request was answered: the server stops first.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!schema.IsFinished || !producer.IsValueCreated)
            return;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LastRound);
        try
        {
            await PublishAllAsync(limit.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or KafkaException or Npgsql.NpgsqlException)
        {
            LogLeftBehind(failure.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        await using var sweep = time.CreateTimer(_ => Wake(), state: null, SweepInterval, SweepInterval);
        await Patience.For("publish the outbox", logger).ExecuteAsync(PublishWhenWokenAsync, stoppingToken);
    }

    private async ValueTask PublishWhenWokenAsync(CancellationToken stopping)
    {
        await topics.EnsureExistAsync(stopping);

        Wake();   // for what was left behind by a failure, or by another run
        await foreach (var _ in _calls.Reader.ReadAllAsync(stopping))
        {
            await PublishAllAsync(stopping);
            await Task.Delay(Gathering, time, stopping);
        }
    }

    private async Task PublishAllAsync(CancellationToken stopping)
    {
        // A look into the outbox is no trace of its own; publishing a message is part of its order's.
        using var quiet = SuppressInstrumentationScope.Begin();
        while (await outbox.DrainAsync(BatchSize, PublishAsync, stopping) > 0)
        {
        }
    }

    private async Task PublishAsync(IReadOnlyList<OutboxMessage> messages)
    {
        using var traced = SuppressInstrumentationScope.Begin(false);
        await Task.WhenAll(messages.Select(PublishAsync));
    }

    private async Task PublishAsync(OutboxMessage message)
    {
        using var activity = trace.StartPublishing(message);
        await producer.Value.ProduceAsync(Topics.Orders, new Message<string, string>
        {
            Key = message.OrderId.ToString(),
            Value = message.Payload,
            Headers = MessageHeaders.Of(message),
        });
    }
}
