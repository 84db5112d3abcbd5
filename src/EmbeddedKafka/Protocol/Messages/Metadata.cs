namespace EmbeddedKafka.Protocol.Messages;

/// <summary>Asks which brokers there are and which topics with which partitions.</summary>
internal sealed class MetadataRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.Metadata, Oldest: 0, Newest: 12, FlexibleFrom: 9);

    /// <summary>All topics when null; in version 0 when empty.</summary>
    public List<MetadataRequestTopic>? Topics;

    /// <summary>Before version 4 a topic that was asked for was always created.</summary>
    public bool AllowAutoTopicCreation = true;

    public bool IncludeClusterAuthorizedOperations;
    public bool IncludeTopicAuthorizedOperations;

    public void Describe(Wire wire)
    {
        wire.NullableMessages(ref Topics);
        wire.Boolean(ref AllowAutoTopicCreation, since: 4);
        wire.Boolean(ref IncludeClusterAuthorizedOperations, since: 8, until: 10);
        wire.Boolean(ref IncludeTopicAuthorizedOperations, since: 8);
    }
}

internal sealed class MetadataRequestTopic : IMessage
{
    public Guid TopicId;
    public string? Name;

    public void Describe(Wire wire)
    {
        wire.Uuid(ref TopicId, since: 10);
        wire.NullableString(ref Name);
    }
}

internal sealed class MetadataResponse : IMessage
{
    public int ThrottleMilliseconds;
    public List<MetadataBroker> Brokers = [];
    public string? ClusterId;
    public int ControllerId;
    public List<MetadataTopic> Topics = [];
    public int ClusterAuthorizedOperations = AuthorizedOperations.NotAsked;

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 3);
        wire.Messages(ref Brokers);
        wire.NullableString(ref ClusterId, since: 2);
        wire.Int32(ref ControllerId, since: 1);
        wire.Messages(ref Topics);
        wire.Int32(ref ClusterAuthorizedOperations, since: 8, until: 10);
    }
}

internal sealed class MetadataBroker : IMessage
{
    public int NodeId;
    public string Host = "";
    public int Port;
    public string? Rack;

    public void Describe(Wire wire)
    {
        wire.Int32(ref NodeId);
        wire.String(ref Host);
        wire.Int32(ref Port);
        wire.NullableString(ref Rack, since: 1);
    }
}

internal sealed class MetadataTopic : IMessage
{
    public ErrorCode Error;
    public string? Name;
    public Guid TopicId;
    public bool IsInternal;
    public List<MetadataPartition> Partitions = [];
    public int TopicAuthorizedOperations = AuthorizedOperations.NotAsked;

    public void Describe(Wire wire)
    {
        wire.Error(ref Error);
        wire.NullableString(ref Name);
        wire.Uuid(ref TopicId, since: 10);
        wire.Boolean(ref IsInternal, since: 1);
        wire.Messages(ref Partitions);
        wire.Int32(ref TopicAuthorizedOperations, since: 8);
    }
}

internal sealed class MetadataPartition : IMessage
{
    public ErrorCode Error;
    public int Index;
    public int LeaderId;
    public int LeaderEpoch;
    public List<int> Replicas = [];
    public List<int> InSyncReplicas = [];
    public List<int> OfflineReplicas = [];

    public void Describe(Wire wire)
    {
        wire.Error(ref Error);
        wire.Int32(ref Index);
        wire.Int32(ref LeaderId);
        wire.Int32(ref LeaderEpoch, since: 7);
        wire.Int32s(ref Replicas);
        wire.Int32s(ref InSyncReplicas);
        wire.Int32s(ref OfflineReplicas, since: 5);
    }
}
