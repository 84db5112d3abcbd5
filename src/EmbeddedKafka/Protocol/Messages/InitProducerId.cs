namespace EmbeddedKafka.Protocol.Messages;

internal sealed class InitProducerIdRequest : IRequest
{
    public static ApiSchema Schema { get; } = new(ApiKey.InitProducerId, Oldest: 0, Newest: 4, FlexibleFrom: 2);

    public string? TransactionalId;
    public int TransactionTimeoutMilliseconds;
    public long ProducerId = -1;
    public short ProducerEpoch = -1;

    public void Describe(Wire wire)
    {
        wire.NullableString(ref TransactionalId);
        wire.Int32(ref TransactionTimeoutMilliseconds);
        wire.Int64(ref ProducerId, since: 3);
        wire.Int16(ref ProducerEpoch, since: 3);
    }
}

internal sealed class InitProducerIdResponse : IMessage
{
    public int ThrottleMilliseconds;
    public ErrorCode Error;
    public long ProducerId = -1;
    public short ProducerEpoch = -1;

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds);
        wire.Error(ref Error);
        wire.Int64(ref ProducerId);
        wire.Int16(ref ProducerEpoch);
    }
}
