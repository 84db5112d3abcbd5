namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>A name in a row: the number of a text that many rows share, or the text itself.</summary>
internal readonly record struct TextRef(long Id, string? Text);
