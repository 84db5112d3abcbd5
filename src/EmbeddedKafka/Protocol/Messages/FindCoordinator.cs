namespace EmbeddedKafka.Protocol.Messages;

internal sealed class FindCoordinatorRequest : IRequest
{
    public const sbyte Group = 0;

    public static ApiSchema Schema { get; } = new(ApiKey.FindCoordinator, Oldest: 0, Newest: 4, FlexibleFrom: 3);

    public string Key = "";
    public sbyte KeyType;
    public List<string> Keys = [];

    public void Describe(Wire wire)
    {
        wire.String(ref Key, until: 3);
        wire.Int8(ref KeyType, since: 1);
        wire.Strings(ref Keys, since: 4);
    }
}

internal sealed class FindCoordinatorResponse : IMessage
{
    public int ThrottleMilliseconds;
    public ErrorCode Error;
    public string? ErrorMessage;
    public int NodeId = -1;
    public string Host = "";
    public int Port = -1;
    public List<Coordinator> Coordinators = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds, since: 1);
        wire.Error(ref Error, until: 3);
        wire.NullableString(ref ErrorMessage, since: 1, until: 3);
        wire.Int32(ref NodeId, until: 3);
        wire.String(ref Host, until: 3);
        wire.Int32(ref Port, until: 3);
        wire.Messages(ref Coordinators, since: 4);
    }
}

internal sealed class Coordinator : IMessage
{
    public string Key = "";
    public int NodeId = -1;
    public string Host = "";
    public int Port = -1;
    public ErrorCode Error;
    public string? ErrorMessage;

    public void Describe(Wire wire)
    {
        wire.String(ref Key);
        wire.Int32(ref NodeId);
        wire.String(ref Host);
        wire.Int32(ref Port);
        wire.Error(ref Error);
        wire.NullableString(ref ErrorMessage);
    }
}
