namespace Aspire.Dashboard.Telemetry;

/// <summary>A log record: what is searched for by itself, and the rest as it came over the wire.</summary>
internal sealed record StoredLog
{
    /// <summary>Its place among all records received, from 1; given by the store.</summary>
    internal long Number { get; init; }

    internal required TelemetrySource Source { get; init; }

    /// <summary>The category of the logger.</summary>
    internal required string Scope { get; init; }

    /// <summary>Nanoseconds since 1970, UTC.</summary>
    internal required ulong Time { get; init; }

    /// <summary>1 to 24 as in OTLP: 1 Trace, 5 Debug, 9 Information, 13 Warning, 17 Error, 21 Critical. 0 where it is not said.</summary>
    internal required int Severity { get; init; }

    /// <summary>Empty when it was written outside any trace.</summary>
    internal required TraceId TraceId { get; init; }

    internal required SpanId SpanId { get; init; }

    /// <summary>OTLP's <c>LogRecord</c> message, with body and attributes.</summary>
    internal required byte[] Wire { get; init; }
}
