namespace EmbeddedKafka.Protocol.Messages;

internal sealed class SaslAuthenticateRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.SaslAuthenticate, Oldest: 0, Newest: 2, FlexibleFrom: 2);

    public byte[] Token = [];

    public void Describe(Wire wire) => wire.Bytes(ref Token);
}

internal sealed class SaslAuthenticateResponse : IMessage
{
    public ErrorCode Error;
    public string? Problem;
    public byte[] Token = [];
    public long SessionLifetimeMilliseconds;   // 0: as long as the connection

    public void Describe(Wire wire)
    {
        wire.Error(ref Error);
        wire.NullableString(ref Problem);
        wire.Bytes(ref Token);
        wire.Int64(ref SessionLifetimeMilliseconds, since: 1);
    }
}
