namespace EmbeddedKafka.Log;

/// <summary>
/// What the idempotent producers of a partition have written, so that a batch sent twice is kept once and a missing one is
/// noticed. Rebuilt from the log itself: the numbers stand in every batch.
/// </summary>
internal sealed class ProducerStates
{
    /// <summary>A producer has at most five requests under way, so a repeated batch is among its last five.</summary>
    public const int Remembered = 5;

    /// <summary>So many producers are known; beyond that those are forgotten that have been silent longest.</summary>
    public const int MostProducers = 10_000;

    private readonly Dictionary<long, ProducerState> _byId = [];

    public IReadOnlyDictionary<long, ProducerState> ById => _byId;

    /// <summary>Says whether the batch is the next of its producer, an old one again, or out of order.</summary>
    public SequenceCheck Check(in RecordBatch batch)
    {
        if (!_byId.TryGetValue(batch.ProducerId, out var state))
        {
            return batch.BaseSequence == 0 ? SequenceCheck.Next : SequenceCheck.UnknownProducer;
        }

        if (batch.ProducerEpoch < state.Epoch) return SequenceCheck.Fenced;
        if (batch.ProducerEpoch > state.Epoch) return batch.BaseSequence == 0 ? SequenceCheck.Next : SequenceCheck.OutOfOrder;
        if (state.Find(batch) is { } written) return SequenceCheck.Duplicate(written.BaseOffset);
        return batch.BaseSequence == state.NextSequence ? SequenceCheck.Next : SequenceCheck.OutOfOrder;
    }

    /// <summary>Remembers a batch that is in the log.</summary>
    public void Note(in RecordBatch batch)
    {
        if (!batch.HasProducer) return;
        if (!_byId.TryGetValue(batch.ProducerId, out var state)) _byId[batch.ProducerId] = state = new ProducerState();
        state.Note(batch);
        if (_byId.Count > MostProducers) ForgetTheSilent();
    }

    private void ForgetTheSilent()
    {
        var silent = _byId.OrderBy(producer => producer.Value.LastOffset).Take(MostProducers / 10).Select(producer => producer.Key).ToList();
        foreach (var id in silent) _byId.Remove(id);
    }

    public void Load(IEnumerable<KeyValuePair<long, ProducerState>> states)
    {
        _byId.Clear();
        foreach (var (id, state) in states) _byId[id] = state;
    }
}

/// <summary>The last batches of one producer in one partition.</summary>
internal sealed class ProducerState
{
    private readonly Queue<WrittenBatch> _batches = new(ProducerStates.Remembered);

    public short Epoch { get; set; } = -1;

    public IReadOnlyCollection<WrittenBatch> Batches => _batches;

    public long LastOffset => _batches.Count == 0 ? -1 : _batches.Last().BaseOffset;

    public int NextSequence => _batches.Count == 0 ? 0 : (int)((_batches.Last().LastSequence + 1L) & int.MaxValue);

    public WrittenBatch? Find(in RecordBatch batch)
    {
        foreach (var written in _batches)
        {
            if (written.FirstSequence == batch.BaseSequence && written.LastSequence == batch.LastSequence) return written;
        }

        return null;
    }

    public void Note(in RecordBatch batch)
    {
        if (batch.ProducerEpoch != Epoch) _batches.Clear();
        Epoch = batch.ProducerEpoch;
        Note(new WrittenBatch(batch.BaseSequence, batch.LastSequence, batch.BaseOffset));
    }

    public void Note(WrittenBatch batch)
    {
        if (_batches.Count == ProducerStates.Remembered) _batches.Dequeue();
        _batches.Enqueue(batch);
    }
}

internal readonly record struct WrittenBatch(int FirstSequence, int LastSequence, long BaseOffset);

internal readonly record struct SequenceCheck(SequenceCheck.Verdict Result, long WrittenOffset = -1)
{
    internal enum Verdict
    {
        Next,
        Duplicate,
        OutOfOrder,
        UnknownProducer,
        Fenced,
    }

    public static SequenceCheck Next => new(Verdict.Next);

    public static SequenceCheck OutOfOrder => new(Verdict.OutOfOrder);

    public static SequenceCheck UnknownProducer => new(Verdict.UnknownProducer);

    public static SequenceCheck Fenced => new(Verdict.Fenced);

    public static SequenceCheck Duplicate(long writtenOffset) => new(Verdict.Duplicate, writtenOffset);
}
