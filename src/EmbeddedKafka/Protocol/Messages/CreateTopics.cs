namespace EmbeddedKafka.Protocol.Messages;

internal sealed class CreateTopicsRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.CreateTopics, Oldest: 0, Newest: 7, FlexibleFrom: 5);

    public List<CreatableTopic> Topics = [];
    public int TimeoutMilliseconds;
    public bool ValidateOnly;

    public void Describe(Wire wire)
    {
        wire.Messages(ref Topics);
        wire.Int32(ref TimeoutMilliseconds);
        wire.Boolean(ref ValidateOnly, since: 1);
    }
}

internal sealed class CreatableTopic : IMessage
{
    public string Name = "";

    /// <summary>-1: the broker's default, or as many as there are assignments.</summary>
    public int PartitionCount;

    /// <summary>-1: the broker's default.</summary>
    public short ReplicationFactor;

    public List<CreatableReplicaAssignment> Assignments = [];
    public List<CreatableTopicSetting> Settings = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Int32(ref PartitionCount);
        wire.Int16(ref ReplicationFactor);
        wire.Messages(ref Assignments);
        wire.Messages(ref Settings);
    }
}

internal sealed class CreatableReplicaAssignment : IMessage
{
    public int PartitionIndex;
    public List<int> BrokerIds = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref PartitionIndex);
        wire.Int32s(ref BrokerIds);
    }
}

internal sealed class CreatableTopicSetting : IMessage
{
    public string Name = "";
    public string? Value;

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.NullableString(ref Value);
    }
}

internal sealed class CreateTopicsResponse : IMessage
{
    public int ThrottleMilliseconds;
    public List<CreatedTopic> Topics = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 2);
        wire.Messages(ref Topics);
    }
}

internal sealed class CreatedTopic : IMessage
{
    public string Name = "";
    public Guid TopicId;
    public ErrorCode Error;
    public string? ErrorMessage;
    public int PartitionCount = -1;
    public short ReplicationFactor = -1;
    public List<CreatedTopicSetting>? Settings;

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Uuid(ref TopicId, since: 7);
        wire.Error(ref Error);
        wire.NullableString(ref ErrorMessage, since: 1);
        wire.Int32(ref PartitionCount, since: 5);
        wire.Int16(ref ReplicationFactor, since: 5);
        wire.NullableMessages(ref Settings, since: 5);
    }
}

internal sealed class CreatedTopicSetting : IMessage
{
    public string Name = "";
    public string? Value;
    public bool ReadOnly;
    public sbyte Source = -1;
    public bool IsSensitive;

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.NullableString(ref Value);
        wire.Boolean(ref ReadOnly);
        wire.Int8(ref Source);
        wire.Boolean(ref IsSensitive);
    }
}
