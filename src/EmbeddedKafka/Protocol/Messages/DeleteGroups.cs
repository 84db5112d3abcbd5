namespace EmbeddedKafka.Protocol.Messages;

internal sealed class DeleteGroupsRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.DeleteGroups, Oldest: 0, Newest: 2, FlexibleFrom: 2);

    public List<string> Groups = [];

    public void Describe(Wire wire) => wire.Strings(ref Groups);
}

internal sealed class DeleteGroupsResponse : IMessage
{
    public int ThrottleMilliseconds;
    public List<DeletedGroup> Groups = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds);
        wire.Messages(ref Groups);
    }
}

internal sealed class DeletedGroup : IMessage
{
    public string GroupId = "";
    public ErrorCode Error;

    public void Describe(Wire wire)
    {
        wire.String(ref GroupId);
        wire.Error(ref Error);
    }
}
