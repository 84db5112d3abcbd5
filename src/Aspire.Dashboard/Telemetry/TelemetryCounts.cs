namespace Aspire.Dashboard.Telemetry;

/// <summary>How much is kept, how much had to go to make room, and how much was not taken at all.</summary>
internal sealed record TelemetryCounts
{
    /// <summary>Traces kept.</summary>
    public long Traces { get; init; }

    /// <summary>Spans kept.</summary>
    public long Spans { get; init; }

    /// <summary>Log records kept.</summary>
    public long Logs { get; init; }

    /// <summary>Points of metrics kept.</summary>
    public long Points { get; init; }

    /// <summary>Spans that made room for others.</summary>
    public long DroppedSpans { get; init; }

    /// <summary>Log records that made room for others.</summary>
    public long DroppedLogs { get; init; }

    /// <summary>Log records that the full-text index does not have yet: it follows when nothing comes for a moment. Until then they are searched one by one, which takes longer and finds the same.</summary>
    public long LogsToIndex { get; init; }

    /// <summary>Points of metrics that made room for others.</summary>
    public long DroppedPoints { get; init; }

    /// <summary>Requests whose senders were told to try again, because they came faster than they could be written, or could not be written then.</summary>
    public long Refused { get; init; }

    /// <summary>Spans, log records and points that could not be written and that nobody sends again: a fault of the dashboard's, which its log tells.</summary>
    public long Lost { get; init; }
}
