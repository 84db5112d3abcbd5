using System.Text;

namespace Aspire.Dashboard.Telemetry;

/// <summary>Which traces are asked for. What is not set excludes none.</summary>
internal sealed record TraceQuery
{
    internal string? Service { get; init; }

    /// <summary>A part of a name or an attribute; upper and lower case of a–z are the same.</summary>
    internal string? Text { get; init; }

    internal bool ErrorsOnly { get; init; }

    internal ulong LeastDuration { get; init; }

    /// <summary>The number of the last trace of the page before.</summary>
    internal long Before { get; init; } = long.MaxValue;

    internal int Limit { get; init; } = 100;

    internal bool Wants(Trace trace)
    {
        if ((ErrorsOnly && trace.Errors == 0) || trace.Duration < LeastDuration)
            return false;
        if (Service is not null && !trace.Spans.Any(span => span.Source.Service.Equals(Service, StringComparison.OrdinalIgnoreCase)))
            return false;
        return string.IsNullOrEmpty(Text)
            || trace.Id.ToString().StartsWith(Text, StringComparison.OrdinalIgnoreCase)
            || trace.Spans.Any(span => Utf8Text.Contains(span.Wire, Encoding.UTF8.GetBytes(Text)));
    }
}

/// <summary>Which log records are asked for. What is not set excludes none.</summary>
internal sealed record LogQuery
{
    internal string? Service { get; init; }

    /// <summary>A part of the message, an attribute or the category; upper and lower case of a–z are the same.</summary>
    internal string? Text { get; init; }

    /// <summary>The least severity, numbered as in OTLP.</summary>
    internal int LeastSeverity { get; init; }

    internal TraceId? TraceId { get; init; }

    /// <summary>The number of the last record of the page before.</summary>
    internal long Before { get; init; } = long.MaxValue;

    internal int Limit { get; init; } = 200;

    internal bool Wants(StoredLog log)
    {
        if (log.Severity < LeastSeverity || (TraceId is { } trace && log.TraceId != trace))
            return false;
        if (Service is not null && !log.Source.Service.Equals(Service, StringComparison.OrdinalIgnoreCase))
            return false;
        return string.IsNullOrEmpty(Text)
            || log.Scope.Contains(Text, StringComparison.OrdinalIgnoreCase)
            || Utf8Text.Contains(log.Wire, Encoding.UTF8.GetBytes(Text));
    }
}
