namespace EmbeddedKafka.Protocol.Messages;

internal sealed class LeaveGroupRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.LeaveGroup, Oldest: 0, Newest: 5, FlexibleFrom: 4);

    public string GroupId = "";
    public string MemberId = "";
    public List<LeavingMember> Members = [];

    public void Describe(Wire wire)
    {
        wire.String(ref GroupId);
        wire.String(ref MemberId, until: 2);
        wire.Messages(ref Members, since: 3);
    }
}

internal sealed class LeavingMember : IMessage
{
    public string MemberId = "";
    public string? GroupInstanceId;
    public string? Reason;

    public void Describe(Wire wire)
    {
        wire.String(ref MemberId);
        wire.NullableString(ref GroupInstanceId);
        wire.NullableString(ref Reason, since: 5);
    }
}

internal sealed class LeaveGroupResponse : IMessage
{
    public int ThrottleMilliseconds;
    public ErrorCode Error;
    public List<LeftMember> Members = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 1);
        wire.Error(ref Error);
        wire.Messages(ref Members, since: 3);
    }
}

internal sealed class LeftMember : IMessage
{
    public string MemberId = "";
    public string? GroupInstanceId;
    public ErrorCode Error;

    public void Describe(Wire wire)
    {
        wire.String(ref MemberId);
        wire.NullableString(ref GroupInstanceId);
        wire.Error(ref Error);
    }
}
