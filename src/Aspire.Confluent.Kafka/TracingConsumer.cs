using System.Diagnostics;
using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>
/// A consumer that continues the trace of each record: from the moment it hands a record out until it is asked for the
/// next one, the record's span is current in the flow that consumed it.
/// </summary>
internal sealed class TracingConsumer<TKey, TValue>(IConsumer<TKey, TValue> consumer, KafkaSpans spans) : IConsumer<TKey, TValue>
{
    private Activity? _processing;

    public Handle Handle => consumer.Handle;

    public string Name => consumer.Name;

    public string MemberId => consumer.MemberId;

    public List<TopicPartition> Assignment => consumer.Assignment;

    public List<string> Subscription => consumer.Subscription;

    public IConsumerGroupMetadata ConsumerGroupMetadata => consumer.ConsumerGroupMetadata;

    public ConsumeResult<TKey, TValue> Consume(int millisecondsTimeout)
    {
        EndProcessing();
        return BeginProcessing(consumer.Consume(millisecondsTimeout));
    }

    public ConsumeResult<TKey, TValue> Consume(CancellationToken cancellationToken = default)
    {
        EndProcessing();
        return BeginProcessing(consumer.Consume(cancellationToken));
    }

    public ConsumeResult<TKey, TValue> Consume(TimeSpan timeout)
    {
        EndProcessing();
        return BeginProcessing(consumer.Consume(timeout));
    }

    public void Close()
    {
        EndProcessing();
        consumer.Close();
    }

    public void Dispose()
    {
        EndProcessing();
        consumer.Dispose();
    }

    public void Subscribe(IEnumerable<string> topics) => consumer.Subscribe(topics);

    public void Subscribe(string topic) => consumer.Subscribe(topic);

    public void Unsubscribe() => consumer.Unsubscribe();

    public void Assign(TopicPartition partition) => consumer.Assign(partition);

    public void Assign(TopicPartitionOffset partition) => consumer.Assign(partition);

    public void Assign(IEnumerable<TopicPartitionOffset> partitions) => consumer.Assign(partitions);

    public void Assign(IEnumerable<TopicPartition> partitions) => consumer.Assign(partitions);

    public void IncrementalAssign(IEnumerable<TopicPartitionOffset> partitions) => consumer.IncrementalAssign(partitions);

    public void IncrementalAssign(IEnumerable<TopicPartition> partitions) => consumer.IncrementalAssign(partitions);

    public void IncrementalUnassign(IEnumerable<TopicPartition> partitions) => consumer.IncrementalUnassign(partitions);

    public void Unassign() => consumer.Unassign();

    public void StoreOffset(ConsumeResult<TKey, TValue> result) => consumer.StoreOffset(result);

    public void StoreOffset(TopicPartitionOffset offset) => consumer.StoreOffset(offset);

    public List<TopicPartitionOffset> Commit() => consumer.Commit();

    public void Commit(IEnumerable<TopicPartitionOffset> offsets) => consumer.Commit(offsets);

    public void Commit(ConsumeResult<TKey, TValue> result) => consumer.Commit(result);

    public void Seek(TopicPartitionOffset tpo) => consumer.Seek(tpo);

    public void Pause(IEnumerable<TopicPartition> partitions) => consumer.Pause(partitions);

    public void Resume(IEnumerable<TopicPartition> partitions) => consumer.Resume(partitions);

    public List<TopicPartitionOffset> Committed(TimeSpan timeout) => consumer.Committed(timeout);

    public List<TopicPartitionOffset> Committed(IEnumerable<TopicPartition> partitions, TimeSpan timeout)
        => consumer.Committed(partitions, timeout);

    public Offset Position(TopicPartition partition) => consumer.Position(partition);

    public List<TopicPartitionOffset> OffsetsForTimes(
        IEnumerable<TopicPartitionTimestamp> timestampsToSearch, TimeSpan timeout)
        => consumer.OffsetsForTimes(timestampsToSearch, timeout);

    public WatermarkOffsets GetWatermarkOffsets(TopicPartition topicPartition) => consumer.GetWatermarkOffsets(topicPartition);

    public WatermarkOffsets QueryWatermarkOffsets(TopicPartition topicPartition, TimeSpan timeout)
        => consumer.QueryWatermarkOffsets(topicPartition, timeout);

    public int AddBrokers(string brokers) => consumer.AddBrokers(brokers);

    public void SetSaslCredentials(string username, string password) => consumer.SetSaslCredentials(username, password);

    // Null is a time that ran out; a result without a message is the end of a partition.
    private ConsumeResult<TKey, TValue> BeginProcessing(ConsumeResult<TKey, TValue> result)
    {
        if (result?.Message is not null)
        {
            _processing = spans.StartProcess(result);
        }

        return result!;
    }

    private void EndProcessing() => Interlocked.Exchange(ref _processing, null)?.StopElsewhere();
}
