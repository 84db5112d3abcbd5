namespace EmbeddedKafka.Log;

/// <summary>How a partition is kept.</summary>
/// <param name="SegmentBytes">A file that would grow beyond this is closed and the next begun.</param>
/// <param name="MaxBatchBytes">A larger batch is refused.</param>
/// <param name="FlushEachAppend">True: an acknowledged record is on the disk. False: it is with the operating system.</param>
internal sealed record LogSettings(long SegmentBytes, int MaxBatchBytes, bool FlushEachAppend)
{
    public const long DefaultSegmentBytes = 64 * 1024 * 1024;

    /// <summary>Kafka's own: 1 MiB and the bytes of a batch header's prefix.</summary>
    public const int DefaultMaxBatchBytes = 1024 * 1024 + RecordBatch.PrefixLength;

    public static LogSettings Default { get; } = new(DefaultSegmentBytes, DefaultMaxBatchBytes, FlushEachAppend: false);
}
