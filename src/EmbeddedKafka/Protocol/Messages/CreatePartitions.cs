namespace EmbeddedKafka.Protocol.Messages;

internal sealed class CreatePartitionsRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.CreatePartitions, Oldest: 0, Newest: 3, FlexibleFrom: 2);

    public List<CreatePartitionsTopic> Topics = [];
    public int TimeoutMilliseconds;
    public bool ValidateOnly;

    public void Describe(Wire wire)
    {
        wire.Messages(ref Topics);
        wire.Int32(ref TimeoutMilliseconds);
        wire.Boolean(ref ValidateOnly);
    }
}

internal sealed class CreatePartitionsTopic : IMessage
{
    public string Name = "";

    /// <summary>How many there shall be in the end.</summary>
    public int Count;

    public List<CreatePartitionsAssignment>? Assignments;

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Int32(ref Count);
        wire.NullableMessages(ref Assignments);
    }
}

internal sealed class CreatePartitionsAssignment : IMessage
{
    public List<int> BrokerIds = [];

    public void Describe(Wire wire) => wire.Int32s(ref BrokerIds);
}

internal sealed class CreatePartitionsResponse : IMessage
{
    public int ThrottleMilliseconds;
    public List<CreatePartitionsResult> Results = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds);
        wire.Messages(ref Results);
    }
}

internal sealed class CreatePartitionsResult : IMessage
{
    public string Name = "";
    public ErrorCode Error;
    public string? ErrorMessage;

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.Error(ref Error);
        wire.NullableString(ref ErrorMessage);
    }
}
