namespace EmbeddedKafka.Protocol.Messages;

internal sealed class DescribeGroupsRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.DescribeGroups, Oldest: 0, Newest: 5, FlexibleFrom: 5);

    public List<string> Groups = [];
    public bool IncludeAuthorizedOperations;

    public void Describe(Wire wire)
    {
        wire.Strings(ref Groups);
        wire.Boolean(ref IncludeAuthorizedOperations, since: 3);
    }
}

internal sealed class DescribeGroupsResponse : IMessage
{
    public int ThrottleMilliseconds;
    public List<DescribedGroup> Groups = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 1);
        wire.Messages(ref Groups);
    }
}

internal sealed class DescribedGroup : IMessage
{
    public ErrorCode Error;
    public string GroupId = "";
    public string State = "";
    public string ProtocolType = "";
    public string Protocol = "";
    public List<DescribedGroupMember> Members = [];
    public int Operations = AuthorizedOperations.NotAsked;

    public void Describe(Wire wire)
    {
        wire.Error(ref Error);
        wire.String(ref GroupId);
        wire.String(ref State);
        wire.String(ref ProtocolType);
        wire.String(ref Protocol);
        wire.Messages(ref Members);
        wire.Int32(ref Operations, since: 3);
    }
}

internal sealed class DescribedGroupMember : IMessage
{
    public string MemberId = "";
    public string? GroupInstanceId;
    public string ClientId = "";
    public string ClientHost = "";
    public byte[] Metadata = [];
    public byte[] Assignment = [];

    public void Describe(Wire wire)
    {
        wire.String(ref MemberId);
        wire.NullableString(ref GroupInstanceId, since: 4);
        wire.String(ref ClientId);
        wire.String(ref ClientHost);
        wire.Bytes(ref Metadata);
        wire.Bytes(ref Assignment);
    }
}
