namespace EmbeddedKafka.Protocol.Messages;

internal sealed class DeleteTopicsRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.DeleteTopics, Oldest: 0, Newest: 6, FlexibleFrom: 4);

    public List<DeletableTopic> Topics = [];
    public List<string> TopicNames = [];
    public int TimeoutMilliseconds;

    public void Describe(Wire wire)
    {
        wire.Messages(ref Topics, since: 6);
        wire.Strings(ref TopicNames, until: 5);
        wire.Int32(ref TimeoutMilliseconds);
    }
}

internal sealed class DeletableTopic : IMessage
{
    public string? Name;
    public Guid TopicId;

    public void Describe(Wire wire)
    {
        wire.NullableString(ref Name);
        wire.Uuid(ref TopicId);
    }
}

internal sealed class DeleteTopicsResponse : IMessage
{
    public int ThrottleMilliseconds;
    public List<DeletedTopic> Topics = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 1);
        wire.Messages(ref Topics);
    }
}

internal sealed class DeletedTopic : IMessage
{
    public string? Name;
    public Guid TopicId;
    public ErrorCode Error;
    public string? ErrorMessage;

    public void Describe(Wire wire)
    {
        wire.NullableString(ref Name);
        wire.Uuid(ref TopicId, since: 6);
        wire.Error(ref Error);
        wire.NullableString(ref ErrorMessage, since: 5);
    }
}
