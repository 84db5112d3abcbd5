namespace EmbeddedKafka.Protocol.Messages;

internal sealed class OffsetCommitRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.OffsetCommit, Oldest: 1, Newest: 9, FlexibleFrom: 8);

    public string GroupId = "";

    /// <summary>-1 when the client is not a member of the group and commits on its own.</summary>
    public int GenerationId = -1;

    public string MemberId = "";
    public string? GroupInstanceId;
    public long RetentionMilliseconds = -1;
    public List<OffsetCommitTopic> Topics = [];

    public void Describe(Wire wire)
    {
        wire.String(ref GroupId);
        wire.Int32(ref GenerationId);
        wire.String(ref MemberId);
        wire.NullableString(ref GroupInstanceId, since: 7);
        wire.Int64(ref RetentionMilliseconds, since: 2, until: 4);
        wire.Messages(ref Topics);
    }
}

internal sealed class OffsetCommitTopic : IMessage
{
    public string Name = "";
    public List<OffsetCommitPartition> Partitions = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Messages(ref Partitions);
    }
}

internal sealed class OffsetCommitPartition : IMessage
{
    public int Index;
    public long Offset;
    public int LeaderEpoch = -1;
    public long CommitTimestamp = -1;
    public string? Metadata;

    public void Describe(Wire wire)
    {
        wire.Int32(ref Index);
        wire.Int64(ref Offset);
        wire.Int64(ref CommitTimestamp, since: 1, until: 1);
        wire.Int32(ref LeaderEpoch, since: 6);
        wire.NullableString(ref Metadata);
    }
}

internal sealed class OffsetCommitResponse : IMessage
{
    public int ThrottleMilliseconds;
    public List<OffsetCommitTopicResult> Topics = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 3);
        wire.Messages(ref Topics);
    }
}

internal sealed class OffsetCommitTopicResult : IMessage
{
    public string Name = "";
    public List<OffsetCommitPartitionResult> Partitions = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Messages(ref Partitions);
    }
}

internal sealed class OffsetCommitPartitionResult : IMessage
{
    public int Index;
    public ErrorCode Error;

    public void Describe(Wire wire)
    {
        wire.Int32(ref Index);
        wire.Error(ref Error);
    }
}
