using System.Globalization;
using Confluent.Kafka;

namespace Api.Messaging.DeadLetters;

/// <summary>Puts aside what cannot be handled, as it came, with headers that say why.</summary>
internal sealed partial class DeadLetterWriter(
    Lazy<IProducer<string, string>> producer, TimeProvider time, ILogger<DeadLetterWriter> logger)
{
    /// <summary>Waits for Kafka until the record is safe.</summary>
    /// <param name="record">As it was read.</param>
    /// <param name="reason">A sentence.</param>
    /// <param name="attempts">How often it was tried.</param>
    /// <param name="stopping">Gives up waiting; the record is then read again.</param>
    public async Task WriteAsync(ConsumeResult<string, string> record, string reason, int attempts, CancellationToken stopping)
    {
        var letter = new Message<string, string>
        {
            Key = record.Message.Key,
            Value = record.Message.Value,
            Headers = Headers(record, reason, attempts),
        };
        await Patience.For("write a dead letter", logger)
            .ExecuteAsync(async _ => await producer.Value.ProduceAsync(Topics.DeadLetters, letter, CancellationToken.None), stopping);
        LogPutAside(record.TopicPartitionOffset, record.Message.Key, attempts, reason);
    }

    private Headers Headers(ConsumeResult<string, string> record, string reason, int attempts)
    {
        var headers = DeadLetterHeaders.Without(record.Message.Headers);   // of an earlier time
        return headers
            .With(DeadLetterHeaders.Reason, reason)
            .With(DeadLetterHeaders.Attempts, attempts.ToString(CultureInfo.InvariantCulture))
            .With(DeadLetterHeaders.Source, string.Create(CultureInfo.InvariantCulture, $"{record.Topic}/{record.Partition.Value}/{record.Offset.Value}"))
            .With(DeadLetterHeaders.At, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
    }

    [LoggerMessage(LogLevel.Error, "Put aside {Record} with key {Key} on topic 'orders.dead-letters' after {Attempts} attempts: {Reason}")]
    private partial void LogPutAside(TopicPartitionOffset record, string? key, int attempts, string reason);
}
