namespace Aspire.Dashboard.Telemetry;

/// <summary>A span: what is searched for by itself, and the rest as it came over the wire.</summary>
internal sealed record StoredSpan
{
    internal required TelemetrySource Source { get; init; }

    /// <summary>The library that made it.</summary>
    internal required string Scope { get; init; }

    internal required TraceId TraceId { get; init; }

    internal required SpanId Id { get; init; }

    /// <summary>Empty for the first span of a trace.</summary>
    internal required SpanId ParentId { get; init; }

    internal required string Name { get; init; }

    internal required SpanKind Kind { get; init; }

    /// <summary>Nanoseconds since 1970, UTC.</summary>
    internal required ulong Start { get; init; }

    /// <summary>Nanoseconds since 1970, UTC; never before the start.</summary>
    internal required ulong End { get; init; }

    internal required bool IsError { get; init; }

    /// <summary>OTLP's <c>Span</c> message, with attributes, events and links.</summary>
    internal required byte[] Wire { get; init; }
}

/// <summary>A span's part in a call, numbered as in OTLP.</summary>
internal enum SpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}
