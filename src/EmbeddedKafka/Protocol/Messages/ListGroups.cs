namespace EmbeddedKafka.Protocol.Messages;

internal sealed class ListGroupsRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.ListGroups, Oldest: 0, Newest: 5, FlexibleFrom: 3);

    /// <summary>All states when empty.</summary>
    public List<string> States = [];

    /// <summary>All types when empty.</summary>
    public List<string> Types = [];

    public void Describe(Wire wire)
    {
        wire.Strings(ref States, since: 4);
        wire.Strings(ref Types, since: 5);
    }
}

internal sealed class ListGroupsResponse : IMessage
{
    public int ThrottleMilliseconds;
    public ErrorCode Error;
    public List<ListedGroup> Groups = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 1);
        wire.Error(ref Error);
        wire.Messages(ref Groups);
    }
}

internal sealed class ListedGroup : IMessage
{
    /// <summary>The only type here: a group that its members balance among themselves.</summary>
    public const string Classic = "classic";

    public string GroupId = "";
    public string ProtocolType = "";
    public string State = "";
    public string Type = Classic;

    public void Describe(Wire wire)
    {
        wire.String(ref GroupId);
        wire.String(ref ProtocolType);
        wire.String(ref State, since: 4);
        wire.String(ref Type, since: 5);
    }
}
