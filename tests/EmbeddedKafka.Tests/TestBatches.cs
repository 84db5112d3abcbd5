using System.Buffers.Binary;
using EmbeddedKafka.Log;

namespace EmbeddedKafka.Tests;

/// <summary>Record batches as a producer would send them.</summary>
internal static class TestBatches
{
    /// <summary>Each record has a value of <paramref name="payload"/> zeros and is a millisecond later than the one before.</summary>
    public static byte[] Batch(int count, long producerId = -1, short epoch = -1, int sequence = -1, long timestamp = 1000, int payload = 10)
    {
        var records = new List<byte>();
        for (var i = 0; i < count; i++)
        {
            byte[] record = [0, .. Varint(i), .. Varint(i), 1, .. Varint(payload), .. new byte[payload], 0];
            records.AddRange([.. Varint(record.Length), .. record]);
        }

        var batch = new byte[RecordBatch.HeaderLength + records.Count];
        records.CopyTo(batch, RecordBatch.HeaderLength);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(8), batch.Length - 12);
        batch[16] = 2;
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(23), count - 1);
        BinaryPrimitives.WriteInt64BigEndian(batch.AsSpan(27), timestamp);
        BinaryPrimitives.WriteInt64BigEndian(batch.AsSpan(35), timestamp + count - 1);
        BinaryPrimitives.WriteInt64BigEndian(batch.AsSpan(43), producerId);
        BinaryPrimitives.WriteInt16BigEndian(batch.AsSpan(51), epoch);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(53), sequence);
        BinaryPrimitives.WriteInt32BigEndian(batch.AsSpan(57), count);
        BinaryPrimitives.WriteUInt32BigEndian(batch.AsSpan(17), Crc32C.Of(batch.AsSpan(21)));
        return batch;
    }

    /// <summary>Signed numbers travel in zigzag: 0, -1, 1, -2 as 0, 1, 2, 3.</summary>
    private static List<byte> Varint(long value)
    {
        var bytes = new List<byte>();
        var zigzag = (ulong)((value << 1) ^ (value >> 63));
        for (; zigzag >= 0x80; zigzag >>= 7) bytes.Add((byte)(zigzag | 0x80));
        bytes.Add((byte)zigzag);
        return bytes;
    }
}
