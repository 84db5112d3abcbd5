namespace Aspire.Dashboard.Telemetry.Queries;

/// <summary>Which traces are asked for. What is not set excludes none.</summary>
internal sealed record TraceQuery
{
    internal string? Service { get; init; }

    /// <summary>The beginning of the trace's id, or a part of a name or an attribute; upper and lower case of a–z are the same.</summary>
    internal string? Text { get; init; }

    internal bool ErrorsOnly { get; init; }

    /// <summary>In nanoseconds.</summary>
    internal long LeastDuration { get; init; }

    /// <summary>Those that began at this time or later, in nanoseconds since 1970.</summary>
    internal long? From { get; init; }

    /// <summary>Those that began before this time, in nanoseconds since 1970.</summary>
    internal long? To { get; init; }

    /// <summary>The number of the last trace of the page before.</summary>
    internal long Before { get; init; } = long.MaxValue;

    internal int Limit { get; init; } = 100;
}
