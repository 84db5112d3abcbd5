using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>Reads OTLP's <c>ExportLogsServiceRequest</c>.</summary>
internal sealed class LogDecoder(Sources sources)
{
    internal Decoded<StoredLog> Decode(ReadOnlySpan<byte> request)
    {
        var decoded = new Decoded<StoredLog>();
        ExportRequest.Walk(request, (resource, scope, record) => decoded.Items.Add(Read(sources.SourceOf(resource), sources.ScopeOf(scope), record)));
        return decoded;
    }

    private static StoredLog Read(TelemetrySource source, string scope, ReadOnlySpan<byte> record)
    {
        ulong time = 0, observed = 0, severity = 0;
        var traceId = default(TraceId);
        var spanId = default(SpanId);
        for (var reader = new WireReader(record); reader.MoveNext();)
        {
            switch (reader.Field)
            {
                case 1:
                    time = reader.ReadFixed64();
                    break;
                case 2:
                    severity = reader.ReadVarint();
                    break;
                case 5:
                    AnyValue.Check(reader.ReadBytes());
                    break;
                case 6:
                    AnyValue.CheckKeyValue(reader.ReadBytes());
                    break;
                case 9:
                    traceId = TraceId.Read(reader.ReadBytes());
                    break;
                case 10:
                    spanId = SpanId.Read(reader.ReadBytes());
                    break;
                case 11:
                    observed = reader.ReadFixed64();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return new StoredLog
        {
            Source = source,
            Scope = scope,
            Time = time != 0 ? time : observed,
            Severity = severity <= 24 ? (int)severity : 0,
            TraceId = traceId,
            SpanId = spanId,
            Wire = record.ToArray(),
        };
    }
}
