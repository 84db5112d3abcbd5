namespace EmbeddedKafka.Log;

/// <summary>Looks into an uncompressed batch for the time of its records.</summary>
internal static class RecordTimes
{
    public static RecordAt FirstAtOrAfter(long timestamp, in RecordBatch batch, ReadOnlySpan<byte> bytes)
    {
        if (!batch.IsCompressed)
        {
            var rest = bytes[RecordBatch.HeaderLength..];
            for (var i = 0; i < batch.Count && !rest.IsEmpty; i++)
            {
                var length = (int)TakeVarint(ref rest);
                if (length < 0 || length > rest.Length) break;
                var record = rest[..length];
                rest = rest[length..];
                record = record[1..];   // attributes, of which none is defined
                var time = batch.FirstTimestamp + TakeVarint(ref record);
                if (time >= timestamp) return new RecordAt(batch.BaseOffset + TakeVarint(ref record), time);
            }
        }

        return new RecordAt(batch.BaseOffset, batch.MaxTimestamp);
    }

    private static long TakeVarint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        var taken = 0;
        while (taken < bytes.Length)
        {
            var part = bytes[taken];
            value |= (ulong)(part & 0x7F) << (7 * taken);
            taken++;
            if ((part & 0x80) == 0) break;
        }

        bytes = bytes[taken..];
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}

/// <summary>The offset and the time, in milliseconds since 1970, of a record.</summary>
internal readonly record struct RecordAt(long Offset, long Timestamp);
