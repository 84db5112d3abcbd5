namespace EmbeddedKafka.Protocol.Messages;

internal sealed class ApiVersionsRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.ApiVersions, Oldest: 0, Newest: 3, FlexibleFrom: 3);

    public string ClientSoftwareName = "";
    public string ClientSoftwareVersion = "";

    public void Describe(Wire wire)
    {
        wire.String(ref ClientSoftwareName, since: 3);
        wire.String(ref ClientSoftwareVersion, since: 3);
    }
}

internal sealed class ApiVersionsResponse : IMessage
{
    public ErrorCode Error;
    public List<ApiVersionRange> Apis = [];
    public int ThrottleMilliseconds;

    public void Describe(Wire wire)
    {
        wire.Error(ref Error);
        wire.Messages(ref Apis);
        wire.Int32(ref ThrottleMilliseconds, since: 1);
    }
}

internal sealed class ApiVersionRange : IMessage
{
    public short Key;
    public short Oldest;
    public short Newest;

    public void Describe(Wire wire)
    {
        wire.Int16(ref Key);
        wire.Int16(ref Oldest);
        wire.Int16(ref Newest);
    }
}
