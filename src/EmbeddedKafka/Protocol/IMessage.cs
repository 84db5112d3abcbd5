namespace EmbeddedKafka.Protocol;

/// <summary>A part of a request or a response that can be sent and received.</summary>
internal interface IMessage
{
    /// <summary>
    /// Names the fields in the order in which they travel. The one description is the schema, the reader and the writer:
    /// which of the two it is depends on the <paramref name="wire"/>, and so do the version and the encoding.
    /// </summary>
    void Describe(Wire wire);
}

/// <summary>A request that clients may send, with the versions of it that this broker understands.</summary>
internal interface IRequest : IMessage
{
    static abstract ApiSchema Schema { get; }
}
