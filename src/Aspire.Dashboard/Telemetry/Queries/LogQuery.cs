namespace Aspire.Dashboard.Telemetry.Queries;

/// <summary>Which log records are asked for. What is not set excludes none.</summary>
internal sealed record LogQuery
{
    internal string? Service { get; init; }

    /// <summary>
    /// Words of the message, an attribute's value or the category, one after the other; of the last word the beginning is enough. Upper and lower case of
    /// a–z are the same.
    /// </summary>
    internal string? Text { get; init; }

    /// <summary>The least severity, numbered as in OTLP.</summary>
    internal int LeastSeverity { get; init; }

    internal TraceId? TraceId { get; init; }

    /// <summary>The number of the last record of the page before.</summary>
    internal long Before { get; init; } = long.MaxValue;

    internal int Limit { get; init; } = 200;
}
