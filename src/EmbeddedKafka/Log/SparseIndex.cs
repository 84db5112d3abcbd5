namespace EmbeddedKafka.Log;

/// <summary>Where in a segment a batch begins, for one batch in every <see cref="Interval"/> bytes.</summary>
internal sealed class SparseIndex
{
    /// <summary>How many bytes a reader may have to skip; an entry takes 24 bytes of memory.</summary>
    public const int Interval = 32 * 1024;

    private readonly List<IndexEntry> _entries = [];

    public IReadOnlyList<IndexEntry> Entries => _entries;

    /// <param name="batch">The batch that begins at <paramref name="position"/>.</param>
    /// <param name="maxTimestampBefore">The latest time of all batches in front of it.</param>
    public void Note(in RecordBatch batch, long position, long maxTimestampBefore)
    {
        if (_entries.Count == 0 || position - _entries[^1].Position >= Interval)
        {
            _entries.Add(new IndexEntry(batch.BaseOffset, position, maxTimestampBefore));
        }
    }

    public void Load(IEnumerable<IndexEntry> entries)
    {
        _entries.Clear();
        _entries.AddRange(entries);
    }

    /// <summary>A position at or in front of the batch that holds the offset.</summary>
    public long PositionOf(long offset) => Last(entry => entry.BaseOffset <= offset);

    /// <summary>A position at or in front of the first batch that is as late as the time.</summary>
    public long PositionOfTime(long timestamp) => Last(entry => entry.MaxTimestampBefore < timestamp);

    /// <summary>Both columns only grow, so the entries that satisfy a bound come first.</summary>
    private long Last(Func<IndexEntry, bool> isBefore)
    {
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isBefore(_entries[middle])) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? 0 : _entries[low - 1].Position;
    }
}

internal readonly record struct IndexEntry(long BaseOffset, long Position, long MaxTimestampBefore);
