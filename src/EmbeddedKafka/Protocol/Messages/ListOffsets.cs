namespace EmbeddedKafka.Protocol.Messages;

internal sealed class ListOffsetsRequest : IRequest
{
    public const long Latest = -1;
    public const long Earliest = -2;

    public static ApiSchema Schema { get; } = new(ApiKey.ListOffsets, Oldest: 1, Newest: 6, FlexibleFrom: 6);

    public int ReplicaId;
    public sbyte IsolationLevel;
    public List<ListOffsetsTopic> Topics = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ReplicaId);
        wire.Int8(ref IsolationLevel, since: 2);
        wire.Messages(ref Topics);
    }
}

internal sealed class ListOffsetsTopic : IMessage
{
    public string Name = "";
    public List<ListOffsetsPartition> Partitions = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Messages(ref Partitions);
    }
}

internal sealed class ListOffsetsPartition : IMessage
{
    public int Index;
    public int CurrentLeaderEpoch = -1;

    /// <summary>Milliseconds since 1970, or one of the two names above.</summary>
    public long Timestamp;

    public void Describe(Wire wire)
    {
        wire.Int32(ref Index);
        wire.Int32(ref CurrentLeaderEpoch, since: 4);
        wire.Int64(ref Timestamp);
    }
}

internal sealed class ListOffsetsResponse : IMessage
{
    public int ThrottleMilliseconds;
    public List<ListOffsetsTopicResult> Topics = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 2);
        wire.Messages(ref Topics);
    }
}

internal sealed class ListOffsetsTopicResult : IMessage
{
    public string Name = "";
    public List<ListOffsetsPartitionResult> Partitions = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Messages(ref Partitions);
    }
}

internal sealed class ListOffsetsPartitionResult : IMessage
{
    public int Index;
    public ErrorCode Error;
    public long Timestamp = -1;
    public long Offset = -1;
    public int LeaderEpoch = -1;

    public void Describe(Wire wire)
    {
        wire.Int32(ref Index);
        wire.Error(ref Error);
        wire.Int64(ref Timestamp);
        wire.Int64(ref Offset);
        wire.Int32(ref LeaderEpoch, since: 4);
    }
}
