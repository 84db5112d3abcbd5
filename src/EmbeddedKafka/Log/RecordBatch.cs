using System.Buffers.Binary;

namespace EmbeddedKafka.Log;

/// <summary>
/// The header of a batch of records (format 2) as it lies in memory and on disk. The records behind it, perhaps compressed,
/// stay as the producer sent them; only <see cref="BaseOffset"/> and the leader epoch are the broker's to set, and they are
/// not under the checksum. https://kafka.apache.org/documentation/#recordbatch
/// </summary>
internal readonly record struct RecordBatch
{
    public const int HeaderLength = 61;
    public const int CurrentMagic = 2;

    /// <summary>Offset and length: what must be read to know how much there is.</summary>
    public const int PrefixLength = 12;

    private const int LengthAt = 8;
    private const int LeaderEpochAt = 12;
    private const int MagicAt = 16;
    private const int ChecksumAt = 17;
    private const int AttributesAt = 21;
    private const int LastOffsetDeltaAt = 23;
    private const int FirstTimestampAt = 27;
    private const int MaxTimestampAt = 35;
    private const int ProducerIdAt = 43;
    private const int ProducerEpochAt = 51;
    private const int BaseSequenceAt = 53;
    private const int CountAt = 57;

    public long BaseOffset { get; init; }

    /// <summary>Bytes of the whole batch, header included.</summary>
    public int Length { get; private init; }

    public short Attributes { get; private init; }
    public int LastOffsetDelta { get; private init; }
    public long FirstTimestamp { get; private init; }
    public long MaxTimestamp { get; private init; }
    public long ProducerId { get; private init; }
    public short ProducerEpoch { get; private init; }
    public int BaseSequence { get; private init; }
    public int Count { get; private init; }

    public long LastOffset => BaseOffset + LastOffsetDelta;
    public long NextOffset => LastOffset + 1;
    public bool HasProducer => ProducerId >= 0;
    public bool IsCompressed => (Attributes & 0x07) != 0;
    public bool IsTransactional => (Attributes & 0x10) != 0;
    public bool IsControl => (Attributes & 0x20) != 0;

    /// <summary>The sequence number of the last record; the numbers begin again at zero after the largest.</summary>
    public int LastSequence => (int)(((long)BaseSequence + LastOffsetDelta) & int.MaxValue);

    /// <summary>The magic byte of a batch or of an older message set: it is at the same place in both.</summary>
    public static int? MagicOf(ReadOnlySpan<byte> records) => records.Length > MagicAt ? records[MagicAt] : null;

    /// <summary>The bytes of the batch that begins here, by its own account; not positive when that cannot be.</summary>
    public static long LengthOf(ReadOnlySpan<byte> prefix) =>
        (long)BinaryPrimitives.ReadInt32BigEndian(prefix[LengthAt..]) + PrefixLength;

    /// <summary>Reads the header. The caller has seen that there are <see cref="HeaderLength"/> bytes.</summary>
    public static RecordBatch ReadHeader(ReadOnlySpan<byte> bytes) => new()
    {
        BaseOffset = BinaryPrimitives.ReadInt64BigEndian(bytes),
        Length = (int)Math.Min(LengthOf(bytes), int.MaxValue),
        Attributes = BinaryPrimitives.ReadInt16BigEndian(bytes[AttributesAt..]),
        LastOffsetDelta = BinaryPrimitives.ReadInt32BigEndian(bytes[LastOffsetDeltaAt..]),
        FirstTimestamp = BinaryPrimitives.ReadInt64BigEndian(bytes[FirstTimestampAt..]),
        MaxTimestamp = BinaryPrimitives.ReadInt64BigEndian(bytes[MaxTimestampAt..]),
        ProducerId = BinaryPrimitives.ReadInt64BigEndian(bytes[ProducerIdAt..]),
        ProducerEpoch = BinaryPrimitives.ReadInt16BigEndian(bytes[ProducerEpochAt..]),
        BaseSequence = BinaryPrimitives.ReadInt32BigEndian(bytes[BaseSequenceAt..]),
        Count = BinaryPrimitives.ReadInt32BigEndian(bytes[CountAt..]),
    };

    /// <summary>Whether these bytes are one whole batch, unharmed.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> batch) =>
        batch.Length >= HeaderLength
        && LengthOf(batch) == batch.Length
        && batch[MagicAt] == CurrentMagic
        && BinaryPrimitives.ReadUInt32BigEndian(batch[ChecksumAt..]) == Crc32C.Of(batch[AttributesAt..]);

    /// <summary>Gives the batch its place in the log.</summary>
    public static void Place(Span<byte> batch, long baseOffset, int leaderEpoch)
    {
        BinaryPrimitives.WriteInt64BigEndian(batch, baseOffset);
        BinaryPrimitives.WriteInt32BigEndian(batch[LeaderEpochAt..], leaderEpoch);
    }
}
