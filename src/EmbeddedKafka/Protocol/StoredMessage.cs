namespace EmbeddedKafka.Protocol;

/// <summary>Messages that are kept in a file rather than sent: the same descriptions, with the version in front.</summary>
internal static class StoredMessage
{
    private const short CurrentVersion = 0;

    public static byte[] Encode(IMessage message)
    {
        using var wire = new WireWriter(CurrentVersion, isFlexible: true);
        var version = CurrentVersion;
        wire.Int16(ref version);
        wire.Message(message);
        return wire.ToArray();
    }

    public static T Decode<T>(ReadOnlyMemory<byte> bytes) where T : IMessage, new()
    {
        short version = 0;
        var prefix = new WireReader(bytes, CurrentVersion, isFlexible: true);
        prefix.Int16(ref version);
        var message = new T();
        new WireReader(prefix.Rest, version, isFlexible: true).Message(message);
        return message;
    }
}
