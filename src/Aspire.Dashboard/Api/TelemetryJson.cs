using System.Runtime.CompilerServices;
using System.Text.Json;
using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Queries;

namespace Aspire.Dashboard.Api;

/// <summary>Writes telemetry as JSON, from the bytes that came over the wire.</summary>
internal static class TelemetryJson
{
    private static readonly string[] Severities = ["Unspecified", "Trace", "Debug", "Information", "Warning", "Error", "Critical"];

    internal static string SeverityName(int severity) => Severities[(severity + 3) / 4];

    internal static string Time(ulong nanoseconds) => DateTime.UnixEpoch.AddTicks((long)(nanoseconds / 100)).ToString("O");

    internal static void WriteSummary(Utf8JsonWriter json, TraceSummary trace)
    {
        json.WriteStartObject();
        json.WriteString("traceId", trace.Id.ToString());
        json.WriteNumber("number", trace.Number);
        json.WriteString("name", trace.Name);
        json.WriteString("resource", trace.Service);
        json.WriteString("startedAt", Time(trace.Start));
        json.WriteNumber("durationNs", trace.Duration);
        json.WriteNumber("spanCount", trace.SpanCount);
        json.WriteNumber("errorCount", trace.ErrorCount);
        json.WriteStartArray("resources");
        foreach (var (name, spanCount) in trace.Services)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("spanCount", spanCount);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void WriteSpan(Utf8JsonWriter json, StoredSpan span, ulong traceStart)
    {
        json.WriteStartObject();
        json.WriteString("spanId", span.Id.ToString());
        json.WriteString("parentSpanId", span.ParentId.IsEmpty ? null : span.ParentId.ToString());
        json.WriteString("resource", span.Source.Service);
        json.WriteString("instance", span.Source.Instance);
        json.WriteString("scope", span.Scope);
        json.WriteString("name", span.Name);
        json.WriteString("kind", span.Kind.ToString());
        json.WriteNumber("offsetNs", span.Start - traceStart);
        json.WriteNumber("durationNs", span.End - span.Start);
        WriteStatus(json, span);
        json.WritePropertyName("attributes");
        AnyValue.WriteAttributes(json, span.Wire, field: 9);
        WriteEvents(json, span, traceStart);
        WriteLinks(json, span);
        json.WriteEndObject();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void WriteLog(Utf8JsonWriter json, StoredLog log)
    {
        json.WriteStartObject();
        json.WriteNumber("number", log.Number);
        json.WriteString("time", Time(log.Time));
        json.WriteString("severity", SeverityName(log.Severity));
        json.WriteString("resource", log.Source.Service);
        json.WriteString("instance", log.Source.Instance);
        json.WriteString("category", log.Scope);
        json.WritePropertyName("message");
        AnyValue.Write(json, Find(log.Wire, field: 5));
        json.WriteString("traceId", log.TraceId.IsEmpty ? null : log.TraceId.ToString());
        json.WriteString("spanId", log.SpanId.IsEmpty ? null : log.SpanId.ToString());
        json.WritePropertyName("attributes");
        AnyValue.WriteAttributes(json, log.Wire, field: 6);
        json.WriteEndObject();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteStatus(Utf8JsonWriter json, StoredSpan span)
    {
        json.WriteBoolean("isError", span.IsError);
        json.WritePropertyName("statusMessage");
        if (Find(Find(span.Wire, field: 15), field: 2) is { IsEmpty: false } message)
            AnyValue.WriteText(json, message);
        else
            json.WriteNullValue();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteEvents(Utf8JsonWriter json, StoredSpan span, ulong traceStart)
    {
        json.WriteStartArray("events");
        for (var reader = new WireReader(span.Wire); reader.MoveNext();)
        {
            if (reader.Field != 11)
            {
                reader.Skip();
                continue;
            }
            var message = reader.ReadBytes();
            ulong time = 0;
            ReadOnlySpan<byte> name = default;
            for (var fields = new WireReader(message); fields.MoveNext();)
            {
                if (fields.Field == 1)
                    time = fields.ReadFixed64();
                else if (fields.Field == 2)
                    name = fields.ReadBytes();
                else
                    fields.Skip();
            }
            json.WriteStartObject();
            json.WritePropertyName("name");
            AnyValue.WriteText(json, name);
            json.WriteNumber("offsetNs", (long)(time - traceStart));
            json.WritePropertyName("attributes");
            AnyValue.WriteAttributes(json, message, field: 3);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteLinks(Utf8JsonWriter json, StoredSpan span)
    {
        json.WriteStartArray("links");
        for (var reader = new WireReader(span.Wire); reader.MoveNext();)
        {
            if (reader.Field != 13)
            {
                reader.Skip();
                continue;
            }
            var message = reader.ReadBytes();
            json.WriteStartObject();
            json.WriteString("traceId", TraceId.Read(Find(message, field: 1)).ToString());
            json.WriteString("spanId", SpanId.Read(Find(message, field: 2)).ToString());
            json.WritePropertyName("attributes");
            AnyValue.WriteAttributes(json, message, field: 4);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> message, int field)
    {
        for (var reader = new WireReader(message); reader.MoveNext();)
        {
            if (reader.Field == field)
                return reader.ReadBytes();
            reader.Skip();
        }
        return default;
    }
}
