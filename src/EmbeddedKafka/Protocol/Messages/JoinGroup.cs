namespace EmbeddedKafka.Protocol.Messages;

internal sealed class JoinGroupRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.JoinGroup, Oldest: 0, Newest: 9, FlexibleFrom: 6);

    public string GroupId = "";
    public int SessionTimeoutMilliseconds;

    /// <summary>Before version 1 the session timeout served for both.</summary>
    public int RebalanceTimeoutMilliseconds = -1;

    public string MemberId = "";
    public string? GroupInstanceId;
    public string ProtocolType = "";
    public List<JoinGroupProtocol> Protocols = [];
    public string? Reason;

    public void Describe(Wire wire)
    {
        wire.String(ref GroupId);
        wire.Int32(ref SessionTimeoutMilliseconds);
        wire.Int32(ref RebalanceTimeoutMilliseconds, since: 1);
        wire.String(ref MemberId);
        wire.NullableString(ref GroupInstanceId, since: 5);
        wire.String(ref ProtocolType);
        wire.Messages(ref Protocols);
        wire.NullableString(ref Reason, since: 8);
    }
}

internal sealed class JoinGroupProtocol : IMessage
{
    public string Name = "";
    public byte[] Metadata = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Bytes(ref Metadata);
    }
}

internal sealed class JoinGroupResponse : IMessage
{
    public int ThrottleMilliseconds;
    public ErrorCode Error;
    public int GenerationId = -1;
    public string? ProtocolType;
    public string? ProtocolName = "";
    public string Leader = "";
    public bool SkipAssignment;
    public string MemberId = "";
    public List<JoinGroupMember> Members = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 2);
        wire.Error(ref Error);
        wire.Int32(ref GenerationId);
        wire.NullableString(ref ProtocolType, since: 7);
        wire.NullableString(ref ProtocolName);
        wire.String(ref Leader);
        wire.Boolean(ref SkipAssignment, since: 9);
        wire.String(ref MemberId);
        wire.Messages(ref Members);
    }
}

internal sealed class JoinGroupMember : IMessage
{
    public string MemberId = "";
    public string? GroupInstanceId;
    public byte[] Metadata = [];

    public void Describe(Wire wire)
    {
        wire.String(ref MemberId);
        wire.NullableString(ref GroupInstanceId, since: 5);
        wire.Bytes(ref Metadata);
    }
}
