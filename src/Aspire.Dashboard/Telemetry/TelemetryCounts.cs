namespace Aspire.Dashboard.Telemetry;

/// <summary>How much is kept, how much had to go to make room, and how much was not taken at all.</summary>
/// <param name="Traces">Traces kept.</param>
/// <param name="Spans">Spans kept.</param>
/// <param name="Logs">Log records kept.</param>
/// <param name="DroppedSpans">Spans that made room for others.</param>
/// <param name="DroppedLogs">Log records that made room for others.</param>
/// <param name="Refused">Requests whose senders were told to try again, because they came faster than they could be written.</param>
internal sealed record TelemetryCounts(long Traces, long Spans, long Logs, long DroppedSpans, long DroppedLogs, long Refused);
