using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>Reads OTLP's <c>ExportTraceServiceRequest</c>.</summary>
internal sealed class SpanDecoder(Sources sources)
{
    internal Decoded<StoredSpan> Decode(ReadOnlySpan<byte> request)
    {
        var decoded = new Decoded<StoredSpan>();
        ExportRequest.Walk(request, (resource, scope, span) =>
        {
            if (Read(sources.SourceOf(resource), sources.ScopeOf(scope), span) is { } stored)
                decoded.Items.Add(stored);
            else
                decoded.Reject("A span needs a trace id of 16 bytes and a span id of 8 bytes that are not all zero.");
        });
        return decoded;
    }

    private StoredSpan? Read(TelemetrySource source, string scope, ReadOnlySpan<byte> span)
    {
        var traceId = default(TraceId);
        SpanId id = default, parentId = default;
        var name = "";
        ulong kind = 0, start = 0, end = 0;
        var isError = false;
        for (var reader = new WireReader(span); reader.MoveNext();)
        {
            switch (reader.Field)
            {
                case 1:
                    traceId = TraceId.Read(reader.ReadBytes());
                    break;
                case 2:
                    id = SpanId.Read(reader.ReadBytes());
                    break;
                case 4:
                    parentId = SpanId.Read(reader.ReadBytes());
                    break;
                case 5:
                    name = sources.Shared(reader.ReadBytes());
                    break;
                case 6:
                    kind = reader.ReadVarint();
                    break;
                case 7:
                    start = reader.ReadFixed64();
                    break;
                case 8:
                    end = reader.ReadFixed64();
                    break;
                case 9:
                    AnyValue.CheckKeyValue(reader.ReadBytes());
                    break;
                case 11:
                    CheckAttributes(reader.ReadBytes(), field: 3);
                    break;
                case 13:
                    CheckAttributes(reader.ReadBytes(), field: 4);
                    break;
                case 15:
                    isError = IsError(reader.ReadBytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return traceId.IsEmpty || id.IsEmpty ? null : new StoredSpan
        {
            Source = source,
            Scope = scope,
            TraceId = traceId,
            Id = id,
            ParentId = parentId,
            Name = name,
            Kind = kind <= (ulong)SpanKind.Consumer ? (SpanKind)kind : SpanKind.Unspecified,
            Start = start,
            End = Math.Max(start, end),
            IsError = isError,
            Wire = span.ToArray(),
        };
    }

    private static void CheckAttributes(ReadOnlySpan<byte> message, int field)
    {
        for (var reader = new WireReader(message); reader.MoveNext();)
        {
            if (reader.Field == field)
                AnyValue.CheckKeyValue(reader.ReadBytes());
            else
                reader.Skip();
        }
    }

    private static bool IsError(ReadOnlySpan<byte> status)
    {
        const ulong Error = 2;
        var isError = false;
        for (var reader = new WireReader(status); reader.MoveNext();)
        {
            if (reader.Field == 3)
                isError = reader.ReadVarint() == Error;
            else
                reader.Skip();
        }
        return isError;
    }
}
