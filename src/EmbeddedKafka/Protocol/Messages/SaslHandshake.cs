namespace EmbeddedKafka.Protocol.Messages;

/// <summary>Version 0 would be followed by tokens without any header; whoever knows SaslAuthenticate sends version 1.</summary>
internal sealed class SaslHandshakeRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.SaslHandshake, Oldest: 1, Newest: 1, FlexibleFrom: ApiSchema.Never);

    public string Mechanism = "";

    public void Describe(Wire wire) => wire.String(ref Mechanism);
}

internal sealed class SaslHandshakeResponse : IMessage
{
    public ErrorCode Error;
    public List<string> Mechanisms = [];

    public void Describe(Wire wire)
    {
        wire.Error(ref Error);
        wire.Strings(ref Mechanisms);
    }
}
