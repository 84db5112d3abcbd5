namespace EmbeddedKafka.Protocol.Messages;

internal sealed class ProduceRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.Produce, Oldest: 0, Newest: 9, FlexibleFrom: 9);

    public string? TransactionalId;

    /// <summary>-1: all replicas, 1: the leader; both are this broker. 0: the client does not want an answer.</summary>
    public short Acks;

    public int TimeoutMilliseconds;
    public List<ProduceTopic> Topics = [];

    public void Describe(Wire wire)
    {
        wire.NullableString(ref TransactionalId, since: 3);
        wire.Int16(ref Acks);
        wire.Int32(ref TimeoutMilliseconds);
        wire.Messages(ref Topics);
    }
}

internal sealed class ProduceTopic : IMessage
{
    public string Name = "";
    public List<ProducePartition> Partitions = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Messages(ref Partitions);
    }
}

internal sealed class ProducePartition : IMessage
{
    public int Index;
    public ReadOnlyMemory<byte>? Records;

    public void Describe(Wire wire)
    {
        wire.Int32(ref Index);
        wire.Records(ref Records);
    }
}

internal sealed class ProduceResponse : IMessage
{
    public List<ProduceTopicResult> Topics = [];
    public int ThrottleMilliseconds;

    public void Describe(Wire wire)
    {
        wire.Messages(ref Topics);
        wire.Int32(ref ThrottleMilliseconds, since: 1);
    }
}

internal sealed class ProduceTopicResult : IMessage
{
    public string Name = "";
    public List<ProducePartitionResult> Partitions = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Messages(ref Partitions);
    }
}

internal sealed class ProducePartitionResult : IMessage
{
    public int Index;
    public ErrorCode Error;
    public long BaseOffset = -1;

    /// <summary>-1 where records keep the time that the producer gave them.</summary>
    public long LogAppendTime = -1;

    public long LogStartOffset = -1;
    public List<RecordError> RecordErrors = [];
    public string? ErrorMessage;

    public void Describe(Wire wire)
    {
        wire.Int32(ref Index);
        wire.Error(ref Error);
        wire.Int64(ref BaseOffset);
        wire.Int64(ref LogAppendTime, since: 2);
        wire.Int64(ref LogStartOffset, since: 5);
        wire.Messages(ref RecordErrors, since: 8);
        wire.NullableString(ref ErrorMessage, since: 8);
    }
}

internal sealed class RecordError : IMessage
{
    public int IndexInBatch;
    public string? Message;

    public void Describe(Wire wire)
    {
        wire.Int32(ref IndexInBatch);
        wire.NullableString(ref Message);
    }
}
