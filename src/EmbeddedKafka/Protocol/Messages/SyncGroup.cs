namespace EmbeddedKafka.Protocol.Messages;

internal sealed class SyncGroupRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.SyncGroup, Oldest: 0, Newest: 5, FlexibleFrom: 4);

    public string GroupId = "";
    public int GenerationId;
    public string MemberId = "";
    public string? GroupInstanceId;
    public string? ProtocolType;
    public string? ProtocolName;
    public List<SyncGroupAssignment> Assignments = [];

    public void Describe(Wire wire)
    {
        wire.String(ref GroupId);
        wire.Int32(ref GenerationId);
        wire.String(ref MemberId);
        wire.NullableString(ref GroupInstanceId, since: 3);
        wire.NullableString(ref ProtocolType, since: 5);
        wire.NullableString(ref ProtocolName, since: 5);
        wire.Messages(ref Assignments);
    }
}

internal sealed class SyncGroupAssignment : IMessage
{
    public string MemberId = "";
    public byte[] Assignment = [];

    public void Describe(Wire wire)
    {
        wire.String(ref MemberId);
        wire.Bytes(ref Assignment);
    }
}

internal sealed class SyncGroupResponse : IMessage
{
    public int ThrottleMilliseconds;
    public ErrorCode Error;
    public string? ProtocolType;
    public string? ProtocolName;
    public byte[] Assignment = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 1);
        wire.Error(ref Error);
        wire.NullableString(ref ProtocolType, since: 5);
        wire.NullableString(ref ProtocolName, since: 5);
        wire.Bytes(ref Assignment);
    }
}
