using System.Buffers.Binary;
using System.Text;

namespace EmbeddedKafka.Log;

/// <summary>
/// What was known when a segment had reached a certain length: its index, and the producers of the partition. A start reads
/// this and walks only through what came later. It is a help and no truth: one that is damaged is not used.
/// </summary>
internal sealed record SegmentCheckpoint(
    long Length,
    long NextOffset,
    long MaxTimestamp,
    IReadOnlyList<IndexEntry> Entries,
    IReadOnlyDictionary<long, ProducerState> Producers)
{
    public const string Extension = ".checkpoint";

    private static ReadOnlySpan<byte> Format => "EKC1"u8;

    /// <summary>Puts everything into bytes, while the log stands still; writing them may then take its time.</summary>
    public byte[] Encode()
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Format);
            writer.Write(Length);
            writer.Write(NextOffset);
            writer.Write(MaxTimestamp);
            writer.Write(Entries.Count);
            foreach (var entry in Entries)
            {
                writer.Write(entry.BaseOffset);
                writer.Write(entry.Position);
                writer.Write(entry.MaxTimestampBefore);
            }

            writer.Write(Producers.Count);
            foreach (var (id, producer) in Producers)
            {
                writer.Write(id);
                writer.Write(producer.Epoch);
                writer.Write(producer.Batches.Count);
                foreach (var batch in producer.Batches)
                {
                    writer.Write(batch.FirstSequence);
                    writer.Write(batch.LastSequence);
                    writer.Write(batch.BaseOffset);
                }
            }
        }

        var checksum = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Crc32C.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        bytes.Write(checksum);
        return bytes.ToArray();
    }

    /// <returns>Null when the bytes are no whole checkpoint.</returns>
    public static SegmentCheckpoint? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Format.Length + sizeof(uint) || !bytes.StartsWith(Format)) return null;
        var content = bytes[..^sizeof(uint)];
        if (Crc32C.Of(content) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..])) return null;

        using var reader = new BinaryReader(new MemoryStream(content[Format.Length..].ToArray()));
        var (length, nextOffset, maxTimestamp) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        var entries = new IndexEntry[reader.ReadInt32()];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new IndexEntry(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        }

        var producers = new Dictionary<long, ProducerState>();
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            var id = reader.ReadInt64();
            var producer = producers[id] = new ProducerState { Epoch = reader.ReadInt16() };
            for (var batches = reader.ReadInt32(); batches > 0; batches--)
            {
                producer.Note(new WrittenBatch(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64()));
            }
        }

        return new SegmentCheckpoint(length, nextOffset, maxTimestamp, entries, producers);
    }
}
