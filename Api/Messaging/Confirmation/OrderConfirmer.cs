using Api.Database;
using Confluent.Kafka;
using OpenTelemetry;

namespace Api.Messaging.Confirmation;

/// <summary>
/// Reads the topic of orders and hands on what it says. A record counts as read when it was brought to an end, so it is
/// read again after a crash; the inbox sees to it that it has its effect once.
/// </summary>
internal sealed partial class OrderConfirmer(
    Lazy<IConsumer<string, string>> consumer,
    Topics topics,
    AnnouncementHandler handler,
    SchemaUpdate schema,
    ILogger<OrderConfirmer> logger) : BackgroundService
{
    private const int BatchSize = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        try
        {
            await Patience.For("read announced orders", logger).ExecuteAsync(async stop =>
            {
                await topics.EnsureExistAsync(stop);
                // Consume blocks: it gets a thread of its own, so that requests do not lack one.
                await Task.Factory.StartNew(() => ReadUntilStopped(stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }, stoppingToken);
        }
        finally
        {
            // Commits what was brought to an end, and hands the partitions to the other replicas at once: silence would
            // do so only after the session's timeout.
            if (consumer.IsValueCreated)
                consumer.Value.Close();
        }
    }

    private void ReadUntilStopped(CancellationToken stopping)
    {
        // A batch belongs to many traces; the spans of its announcements say where in each of them it happened.
        using var quiet = SuppressInstrumentationScope.Begin();
        consumer.Value.Subscribe(Topics.Orders);
        while (true)
            HandleBatch(stopping);
    }

    private void HandleBatch(CancellationToken stopping)
    {
        var batch = new List<ConsumeResult<string, string>>();
        try
        {
            ReadInto(batch, stopping);
            handler.HandleAsync(batch, stopping).GetAwaiter().GetResult();
        }
        catch
        {
            Rewind(batch);
            throw;
        }

        foreach (var record in batch)
            MarkRead(record);
    }

    /// <summary>Waits for one record, and takes what came with it.</summary>
    private void ReadInto(List<ConsumeResult<string, string>> batch, CancellationToken stopping)
    {
        batch.Add(consumer.Value.Consume(stopping));
        while (batch.Count < BatchSize && consumer.Value.Consume(TimeSpan.Zero) is { } next)
            batch.Add(next);
    }

    /// <summary>Reads the batch again: without it, the next record to be marked as read would take these with it.</summary>
    private void Rewind(List<ConsumeResult<string, string>> batch)
    {
        foreach (var first in batch.GroupBy(record => record.TopicPartition).Select(records => records.First()))
            WhileItIsOurs(first, () => consumer.Value.Seek(first.TopicPartitionOffset));
    }

    private void MarkRead(ConsumeResult<string, string> record) => WhileItIsOurs(record, () => consumer.Value.StoreOffset(record));

    private void WhileItIsOurs(ConsumeResult<string, string> record, Action act)
    {
        try
        {
            act();
        }
        catch (KafkaException lost) when (lost.Error.Code is ErrorCode.Local_State or ErrorCode.Local_UnknownPartition)
        {
            LogTakenAway(record.TopicPartitionOffset);   // by another replica, which reads it again to no effect
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Record} belongs to another replica by now")]
    private partial void LogTakenAway(TopicPartitionOffset record);
}
