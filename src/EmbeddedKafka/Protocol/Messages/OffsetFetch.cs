namespace EmbeddedKafka.Protocol.Messages;

/// <summary>Asks for committed offsets: of one group up to version 7, of several after it.</summary>
internal sealed class OffsetFetchRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.OffsetFetch, Oldest: 1, Newest: 9, FlexibleFrom: 6);

    public string GroupId = "";

    /// <summary>Everything that the group has committed when null.</summary>
    public List<OffsetFetchTopic>? Topics;

    public List<OffsetFetchGroup> Groups = [];
    public bool RequireStable;

    public void Describe(Wire wire)
    {
        wire.String(ref GroupId, until: 7);
        wire.NullableMessages(ref Topics, until: 7);
        wire.Messages(ref Groups, since: 8);
        wire.Boolean(ref RequireStable, since: 7);
    }
}

internal sealed class OffsetFetchGroup : IMessage
{
    public string GroupId = "";
    public string? MemberId;
    public int MemberEpoch = -1;
    public List<OffsetFetchTopic>? Topics;

    public void Describe(Wire wire)
    {
        wire.String(ref GroupId);
        wire.NullableString(ref MemberId, since: 9);
        wire.Int32(ref MemberEpoch, since: 9);
        wire.NullableMessages(ref Topics);
    }
}

internal sealed class OffsetFetchTopic : IMessage
{
    public string Name = "";
    public List<int> Partitions = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Int32s(ref Partitions);
    }
}

internal sealed class OffsetFetchResponse : IMessage
{
    public int ThrottleMilliseconds;
    public List<OffsetFetchTopicResult> Topics = [];
    public ErrorCode Error;
    public List<OffsetFetchGroupResult> Groups = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 3);
        wire.Messages(ref Topics, until: 7);
        wire.Error(ref Error, since: 2, until: 7);
        wire.Messages(ref Groups, since: 8);
    }
}

internal sealed class OffsetFetchGroupResult : IMessage
{
    public string GroupId = "";
    public List<OffsetFetchTopicResult> Topics = [];
    public ErrorCode Error;

    public void Describe(Wire wire)
    {
        wire.String(ref GroupId);
        wire.Messages(ref Topics);
        wire.Error(ref Error);
    }
}

internal sealed class OffsetFetchTopicResult : IMessage
{
    public string Name = "";
    public List<OffsetFetchPartitionResult> Partitions = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Messages(ref Partitions);
    }
}

internal sealed class OffsetFetchPartitionResult : IMessage
{
    public int Index;

    /// <summary>-1 when nothing was committed.</summary>
    public long Offset = -1;

    public int LeaderEpoch = -1;
    public string? Metadata = "";
    public ErrorCode Error;

    public void Describe(Wire wire)
    {
        wire.Int32(ref Index);
        wire.Int64(ref Offset);
        wire.Int32(ref LeaderEpoch, since: 5);
        wire.NullableString(ref Metadata);
        wire.Error(ref Error);
    }
}
