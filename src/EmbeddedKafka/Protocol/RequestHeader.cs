namespace EmbeddedKafka.Protocol;

/// <summary>What stands before every request.</summary>
internal sealed class RequestHeader
{
    private short _apiKey;
    private short _apiVersion;
    private int _correlationId;
    private string? _clientId;

    public ApiKey ApiKey => (ApiKey)_apiKey;

    public short ApiVersion => _apiVersion;

    /// <summary>Chosen by the client, returned with the answer.</summary>
    public int CorrelationId => _correlationId;

    public string? ClientId => _clientId;

    /// <summary>Reads the part that has the same form in every version and says which schema the rest follows.</summary>
    public static RequestHeader Read(ReadOnlyMemory<byte> frame, out ReadOnlyMemory<byte> rest)
    {
        var header = new RequestHeader();
        var wire = new WireReader(frame, version: 0, isFlexible: false);
        wire.Int16(ref header._apiKey);
        wire.Int16(ref header._apiVersion);
        wire.Int32(ref header._correlationId);
        wire.NullableString(ref header._clientId);
        rest = wire.Rest;
        return header;
    }
}

/// <summary>The tagged fields that end the header of a flexible request or response; nothing in other versions.</summary>
internal sealed class HeaderEnd : IMessage
{
    public static readonly HeaderEnd Instance = new();

    public void Describe(Wire wire)
    {
    }
}
