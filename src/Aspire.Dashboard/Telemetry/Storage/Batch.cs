namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>What a request brought, on its way to the writer.</summary>
internal sealed class Batch
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal IReadOnlyList<StoredSpan> Spans { get; init; } = [];

    internal IReadOnlyList<StoredLog> Logs { get; init; } = [];

    internal IReadOnlyList<StoredPoint> Points { get; init; } = [];

    internal int Count => Spans.Count + Logs.Count + Points.Count;

    /// <summary>Ends when it is written, or fails as the write did.</summary>
    internal Task Done => _done.Task;

    internal void Written() => _done.SetResult();

    internal void Fail(Exception failure) => _done.SetException(failure);
}
