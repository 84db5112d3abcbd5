namespace EmbeddedKafka.Protocol.Messages;

internal sealed class HeartbeatRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.Heartbeat, Oldest: 0, Newest: 4, FlexibleFrom: 4);

    public string GroupId = "";
    public int GenerationId;
    public string MemberId = "";
    public string? GroupInstanceId;

    public void Describe(Wire wire)
    {
        wire.String(ref GroupId);
        wire.Int32(ref GenerationId);
        wire.String(ref MemberId);
        wire.NullableString(ref GroupInstanceId, since: 3);
    }
}

internal sealed class HeartbeatResponse : IMessage
{
    public int ThrottleMilliseconds;
    public ErrorCode Error;

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 1);
        wire.Error(ref Error);
    }
}
