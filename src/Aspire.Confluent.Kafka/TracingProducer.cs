using System.Diagnostics;
using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>A producer whose records carry the context of the span that sends them.</summary>
internal sealed class TracingProducer<TKey, TValue>(IProducer<TKey, TValue> producer, KafkaSpans spans) : IProducer<TKey, TValue>
{
    public Handle Handle => producer.Handle;

    public string Name => producer.Name;

    public Task<DeliveryResult<TKey, TValue>> ProduceAsync(
        string topic, Message<TKey, TValue> message, CancellationToken cancellationToken = default)
        => ProduceAsync(new TopicPartition(topic, Partition.Any), message, cancellationToken);

    public async Task<DeliveryResult<TKey, TValue>> ProduceAsync(
        TopicPartition topicPartition, Message<TKey, TValue> message, CancellationToken cancellationToken = default)
    {
        using var span = spans.StartSend(topicPartition.Topic, message);
        try
        {
            var result = await producer
                .ProduceAsync(topicPartition, message.WithContextOf(Activity.Current), cancellationToken)
                .ConfigureAwait(false);
            if (span is not null)
            {
                KafkaSpans.AddPosition(span, result.TopicPartitionOffset);
            }

            return result;
        }
        catch (KafkaException exception) when (span is not null)
        {
            KafkaSpans.Fail(span, exception.Error);
            throw;
        }
    }

    public void Produce(
        string topic, Message<TKey, TValue> message, Action<DeliveryReport<TKey, TValue>>? deliveryHandler = null)
        => Produce(new TopicPartition(topic, Partition.Any), message, deliveryHandler);

    public void Produce(
        TopicPartition topicPartition, Message<TKey, TValue> message, Action<DeliveryReport<TKey, TValue>>? deliveryHandler = null)
    {
        var span = spans.StartSend(topicPartition.Topic, message);
        var reportsDelivery = false;
        try
        {
            // Without a handler nobody waits for the delivery, and asking for reports may not be allowed.
            producer.Produce(topicPartition, message.WithContextOf(Activity.Current), deliveryHandler is null || span is null
                ? deliveryHandler
                : report => Deliver(report, span, deliveryHandler));
            reportsDelivery = deliveryHandler is not null;
        }
        catch (KafkaException exception) when (span is not null)
        {
            KafkaSpans.Fail(span, exception.Error);
            throw;
        }
        finally
        {
            if (reportsDelivery)
            {
                span?.Leave();
            }
            else
            {
                span?.Dispose();
            }
        }
    }

    public int Poll(TimeSpan timeout) => producer.Poll(timeout);

    public int Flush(TimeSpan timeout) => producer.Flush(timeout);

    public void Flush(CancellationToken cancellationToken = default) => producer.Flush(cancellationToken);

    public void InitTransactions(TimeSpan timeout) => producer.InitTransactions(timeout);

    public void BeginTransaction() => producer.BeginTransaction();

    public void CommitTransaction(TimeSpan timeout) => producer.CommitTransaction(timeout);

    public void CommitTransaction() => producer.CommitTransaction();

    public void AbortTransaction(TimeSpan timeout) => producer.AbortTransaction(timeout);

    public void AbortTransaction() => producer.AbortTransaction();

    public void SendOffsetsToTransaction(
        IEnumerable<TopicPartitionOffset> offsets, IConsumerGroupMetadata groupMetadata, TimeSpan timeout)
        => producer.SendOffsetsToTransaction(offsets, groupMetadata, timeout);

    public int AddBrokers(string brokers) => producer.AddBrokers(brokers);

    public void SetSaslCredentials(string username, string password) => producer.SetSaslCredentials(username, password);

    public void Dispose() => producer.Dispose();

    private static void Deliver(
        DeliveryReport<TKey, TValue> report, Activity span, Action<DeliveryReport<TKey, TValue>> deliveryHandler)
    {
        KafkaSpans.AddPosition(span, report.TopicPartitionOffset);
        if (report.Error.IsError)
        {
            KafkaSpans.Fail(span, report.Error);
        }

        span.StopElsewhere();
        deliveryHandler(report);
    }
}
