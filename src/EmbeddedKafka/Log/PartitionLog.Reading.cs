using System.Buffers;

namespace EmbeddedKafka.Log;

internal sealed partial class PartitionLog
{
    /// <summary>Reads whole batches from the one on that holds the offset.</summary>
    /// <param name="offset">The first record wanted; the end offset is a valid place at which there is nothing yet.</param>
    /// <param name="maxBytes">Bytes of batches at most.</param>
    /// <param name="atLeastOne">True: the first batch is read even where it alone is larger.</param>
    public LogRead Read(long offset, int maxBytes, bool atLeastOne)
    {
        try
        {
            return ReadOpen(offset, maxBytes, atLeastOne);
        }
        catch (ObjectDisposedException)
        {
            return new LogRead { IsGone = true };   // deleted between looking and reading
        }
    }

    private LogRead ReadOpen(long offset, int maxBytes, bool atLeastOne)
    {
        LogSegment segment;
        long position, readable;
        var result = new LogRead();
        lock (_gate)
        {
            if (_isClosed) return result with { IsGone = true };
            result = result with { StartOffset = _segments[0].BaseOffset, EndOffset = Active.NextOffset };
            if (offset < result.StartOffset || offset > result.EndOffset) return result with { IsOutOfRange = true };
            if (offset == result.EndOffset || maxBytes <= 0) return result;
            segment = SegmentWith(offset);
            position = segment.Index.PositionOf(offset);
            readable = segment.Length;
        }

        // The index leads to a place up to an interval too early: read that much more, and skip in memory.
        var wanted = Math.Min(readable - position, (long)maxBytes + SparseIndex.Interval);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(wanted, RecordBatch.HeaderLength));
        var available = segment.Read(buffer.AsSpan(0, (int)wanted), position);
        var (start, end, next) = WholeBatches(buffer.AsSpan(0, available), offset, maxBytes);

        if (start == end && atLeastOne && next > 0)
        {
            // The first batch does not fit: read it alone.
            position += start;
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = ArrayPool<byte>.Shared.Rent(next);
            (start, end) = (0, segment.Read(buffer.AsSpan(0, next), position));
        }

        if (start == end)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return result;
        }

        return result with { Buffer = new RentedMemory(buffer), Records = buffer.AsMemory(start, end - start) };
    }

    /// <summary>The first record that is as late as a time, or null when all are earlier.</summary>
    /// <remarks>Of a compressed batch the first record is named: its records are not looked into.</remarks>
    public RecordAt? FindTime(long timestamp)
    {
        LogSegment[] segments;
        lock (_gate) segments = [.. _segments];
        Span<byte> header = stackalloc byte[RecordBatch.HeaderLength];
        foreach (var segment in segments)
        {
            long position, readable;
            lock (_gate)
            {
                if (_isClosed) return null;
                if (segment.MaxTimestamp < timestamp) continue;
                position = segment.Index.PositionOfTime(timestamp);
                readable = segment.Length;
            }

            for (var length = 0; position < readable; position += length)
            {
                segment.Read(header, position);
                var batch = RecordBatch.ReadHeader(header);
                length = batch.Length;
                if (batch.MaxTimestamp < timestamp) continue;
                var bytes = new byte[length];
                segment.Read(bytes, position);
                return RecordTimes.FirstAtOrAfter(timestamp, batch, bytes);
            }
        }

        return null;
    }

    /// <summary>The last segment that begins at or in front of the offset, or the one behind a gap that a torn file left.</summary>
    private LogSegment SegmentWith(long offset)
    {
        var index = _segments.FindLastIndex(segment => segment.BaseOffset <= offset);
        return _segments[index].NextOffset <= offset ? _segments[index + 1] : _segments[index];
    }

    /// <summary>Where in the bytes the batches lie that are wanted and complete, and how long the one behind them is.</summary>
    private static (int Start, int End, int NextLength) WholeBatches(ReadOnlySpan<byte> bytes, long offset, int maxBytes)
    {
        var (start, end) = (0, 0);
        while (bytes.Length - end >= RecordBatch.HeaderLength)
        {
            var batch = RecordBatch.ReadHeader(bytes[end..]);
            if (batch.LastOffset < offset)
            {
                if (batch.Length > bytes.Length - end) break;
                start = end += batch.Length;
                continue;
            }

            if (batch.Length > bytes.Length - end || end - start + batch.Length > maxBytes) return (start, end, batch.Length);
            end += batch.Length;
        }

        return (start, end, 0);
    }
}

/// <summary>What was read, in rented memory that whoever asked gives back.</summary>
internal readonly record struct LogRead
{
    public long StartOffset { get; init; }
    public long EndOffset { get; init; }
    public bool IsOutOfRange { get; init; }

    /// <summary>The topic was deleted in the meantime.</summary>
    public bool IsGone { get; init; }

    public ReadOnlyMemory<byte> Records { get; init; }
    public IMemoryOwner<byte>? Buffer { get; init; }
}

internal sealed class RentedMemory(byte[] array) : IMemoryOwner<byte>
{
    private byte[]? _array = array;

    public Memory<byte> Memory => _array;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } rented) ArrayPool<byte>.Shared.Return(rented);
    }
}
