using Microsoft.Extensions.Logging;

namespace EmbeddedKafka.Log;

/// <summary>
/// The records of one partition: segments in a folder, of which the last is written to. A record counts as written when the
/// operating system has it, so it outlives this process whatever happens to it; with <see cref="LogSettings.FlushEachAppend"/>
/// when the disk has it.
/// </summary>
internal sealed partial class PartitionLog : IDisposable
{
    /// <summary>There is one broker and it always leads, so the leader never changes.</summary>
    public const int LeaderEpoch = 0;

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly LogSettings _settings;
    private readonly ILogger _logger;
    private readonly List<LogSegment> _segments;
    private readonly ProducerStates _producers;
    private readonly HashSet<AppendWaiter> _waiters = [];
    private bool _isClosed;
    private bool _hasLostData;

    private PartitionLog(string folder, LogSettings settings, ILogger logger, List<LogSegment> segments, ProducerStates producers)
    {
        (_folder, _settings, _logger, _segments, _producers) = (folder, settings, logger, segments, producers);
    }

    public long StartOffset
    {
        get
        {
            lock (_gate) return _segments[0].BaseOffset;
        }
    }

    /// <summary>The offset that the next record gets. Everything in front of it may be read.</summary>
    public long EndOffset
    {
        get
        {
            lock (_gate) return Active.NextOffset;
        }
    }

    private LogSegment Active => _segments[^1];

    /// <summary>Appends one batch as the producer sent it, writing its offset into it, or says why not.</summary>
    public AppendResult Append(Memory<byte> records)
    {
        var bytes = records.Span;
        if (RecordBatch.MagicOf(bytes) is < RecordBatch.CurrentMagic) return new AppendResult(AppendOutcome.OldFormat);
        if (!RecordBatch.IsIntact(bytes)) return new AppendResult(AppendOutcome.Corrupt);
        if (bytes.Length > _settings.MaxBatchBytes) return new AppendResult(AppendOutcome.TooLarge);

        var batch = RecordBatch.ReadHeader(bytes);
        if (batch.Count <= 0 || batch.LastOffsetDelta != batch.Count - 1 || batch.IsControl || batch.IsTransactional)
        {
            return new AppendResult(AppendOutcome.Invalid);
        }

        lock (_gate)
        {
            if (_isClosed) return new AppendResult(AppendOutcome.Gone);
            if (_hasLostData) return new AppendResult(AppendOutcome.StorageFailed);
            return CheckSequence(batch) ?? Write(bytes, batch);
        }
    }

    public void AddWaiter(AppendWaiter waiter)
    {
        lock (_gate)
        {
            if (_isClosed) waiter.Release();
            else _waiters.Add(waiter);
        }
    }

    public void RemoveWaiter(AppendWaiter waiter)
    {
        lock (_gate) _waiters.Remove(waiter);
    }

    /// <summary>Writes everything to the disk, leaves a checkpoint for a quick start, and closes the files.</summary>
    public void Dispose()
    {
        if (!Close()) return;
        _checkpoint.GetAwaiter().GetResult();
        WriteCheckpoint(Active, CheckpointOf(Active).Encode());
        foreach (var segment in _segments) segment.Dispose();
    }

    /// <summary>Closes the files of a partition that is deleted.</summary>
    public void Abandon()
    {
        if (!Close()) return;
        _checkpoint.GetAwaiter().GetResult();
        foreach (var segment in _segments) segment.Dispose();
    }

    private bool Close()
    {
        lock (_gate)
        {
            if (_isClosed) return false;
            _isClosed = true;
            foreach (var waiter in _waiters) waiter.Release();
            return true;
        }
    }

    private AppendResult? CheckSequence(in RecordBatch batch)
    {
        if (!batch.HasProducer) return null;
        var check = _producers.Check(batch);
        return check.Result switch
        {
            SequenceCheck.Verdict.Next => null,
            SequenceCheck.Verdict.Duplicate => new AppendResult(AppendOutcome.Written, check.WrittenOffset),
            SequenceCheck.Verdict.OutOfOrder => new AppendResult(AppendOutcome.OutOfOrderSequence),
            SequenceCheck.Verdict.UnknownProducer => new AppendResult(AppendOutcome.UnknownProducer),
            _ => new AppendResult(AppendOutcome.FencedProducer),
        };
    }

    private AppendResult Write(Span<byte> bytes, in RecordBatch received)
    {
        var batch = received with { BaseOffset = Active.NextOffset };
        RecordBatch.Place(bytes, batch.BaseOffset, LeaderEpoch);
        try
        {
            if (Active.Length > 0 && Active.Length + bytes.Length > _settings.SegmentBytes) Roll();
            Active.Append(bytes, batch);
            _producers.Note(batch);
            if (_settings.FlushEachAppend) Flush();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogWriteFailed(_folder, failure.Message);
            return new AppendResult(AppendOutcome.StorageFailed);
        }

        CheckpointNowAndThen(bytes.Length);
        foreach (var waiter in _waiters) waiter.Appended(bytes.Length);
        return new AppendResult(AppendOutcome.Written, batch.BaseOffset);
    }

    /// <summary>What the disk has not taken it may not take later either, though it says so; only a start finds out.</summary>
    private void Flush()
    {
        _hasLostData = true;
        Active.FlushToDisk();
        _hasLostData = false;
    }

    private void Roll()
    {
        BeginCheckpoint();
        _segments.Add(LogSegment.Create(_folder, Active.NextOffset));
    }
}
