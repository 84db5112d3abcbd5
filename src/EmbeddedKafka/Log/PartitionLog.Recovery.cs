using Microsoft.Extensions.Logging;

namespace EmbeddedKafka.Log;

internal sealed partial class PartitionLog
{
    /// <summary>After so many bytes a checkpoint is left, so that a start never has much more than this to walk through.</summary>
    private const long CheckpointInterval = 16 * 1024 * 1024;

    private Task _checkpoint = Task.CompletedTask;
    private long _sinceCheckpoint;

    /// <summary>Opens the log in a folder, which is created where it is missing, and cuts what a crash left unfinished.</summary>
    public static PartitionLog Open(string folder, LogSettings settings, ILogger logger)
    {
        Directory.CreateDirectory(folder);
        var producers = new ProducerStates();
        var segments = Directory.GetFiles(folder, "*" + LogSegment.Extension).Order(StringComparer.Ordinal)
            .Select(LogSegment.OpenExisting).ToList();
        foreach (var segment in segments)
        {
            if (ReadCheckpoint(segment) is { } checkpoint && segment.Trust(checkpoint)) producers.Load(checkpoint.Producers);
            var cut = segment.Recover(batch => producers.Note(batch));
            if (cut > 0) LogTailCut(logger, segment.Path, cut);
        }

        if (segments.Count == 0) segments.Add(LogSegment.Create(folder, baseOffset: 0));
        return new PartitionLog(folder, settings, logger, segments, producers);
    }

    private void CheckpointNowAndThen(int appended)
    {
        _sinceCheckpoint += appended;
        if (_sinceCheckpoint >= CheckpointInterval && _checkpoint.IsCompleted) BeginCheckpoint();
    }

    /// <summary>Takes down the state now and writes it in the background, after the records that it speaks of.</summary>
    private void BeginCheckpoint()
    {
        _sinceCheckpoint = 0;
        var segment = Active;
        var content = CheckpointOf(segment).Encode();
        _checkpoint = _checkpoint.ContinueWith(
            _ => WriteCheckpoint(segment, content), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private SegmentCheckpoint CheckpointOf(LogSegment segment) =>
        new(segment.Length, segment.NextOffset, segment.MaxTimestamp, segment.Index.Entries, _producers.ById);

    private void WriteCheckpoint(LogSegment segment, byte[] content)
    {
        try
        {
            segment.FlushToDisk();
            var path = CheckpointPathOf(segment);
            File.WriteAllBytes(path + ".new", content);
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogCheckpointFailed(segment.Path, failure.Message);
        }
    }

    private static SegmentCheckpoint? ReadCheckpoint(LogSegment segment)
    {
        var path = CheckpointPathOf(segment);
        return File.Exists(path) ? SegmentCheckpoint.Decode(File.ReadAllBytes(path)) : null;
    }

    private static string CheckpointPathOf(LogSegment segment) => Path.ChangeExtension(segment.Path, SegmentCheckpoint.Extension);
}
