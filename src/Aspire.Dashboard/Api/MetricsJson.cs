using System.Text.Json;
using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Metrics;

namespace Aspire.Dashboard.Api;

/// <summary>Writes metrics as JSON.</summary>
internal static class MetricsJson
{
    private const int MostValues = 100;
    private const long NanosecondsInMillisecond = 1_000_000;

    internal static void WriteInstruments(Utf8JsonWriter json, IReadOnlyList<InstrumentSummary> instruments)
    {
        json.WriteStartObject();
        json.WriteStartArray("services");
        foreach (var service in instruments.GroupBy(instrument => instrument.Instrument.Service))
        {
            json.WriteStartObject();
            json.WriteString("name", service.Key);
            json.WriteStartArray("meters");
            foreach (var meter in service.GroupBy(instrument => instrument.Instrument.Meter))
            {
                json.WriteStartObject();
                json.WriteString("name", meter.Key);
                json.WriteStartArray("instruments");
                foreach (var instrument in meter)
                    Write(json, instrument);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, MetricAnswer answer)
    {
        var steps = answer.Steps;
        json.WriteStartObject();
        json.WriteString("service", answer.Instrument.Service);
        json.WriteString("meter", answer.Instrument.Meter);
        json.WriteString("instrument", answer.Instrument.Name);
        WriteDescription(json, answer.Instrument);
        json.WriteNumber("fromMs", steps.From / NanosecondsInMillisecond);
        json.WriteNumber("toMs", steps.To / NanosecondsInMillisecond);
        json.WriteNumber("stepMs", steps.Length / NanosecondsInMillisecond);
        json.WriteStartArray("times");
        for (var step = 0; step < steps.Count; step++)
            json.WriteNumberValue(steps.Begin(step) / NanosecondsInMillisecond);
        json.WriteEndArray();
        json.WriteStartArray("groups");
        foreach (var group in answer.Groups)
            Write(json, group);
        json.WriteEndArray();
        json.WriteNumber("groupCount", answer.GroupCount);
        json.WriteStartArray("exemplars");
        foreach (var exemplar in answer.Exemplars)
            Write(json, exemplar);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, InstrumentSummary summary)
    {
        json.WriteStartObject();
        json.WriteString("name", summary.Instrument.Name);
        WriteDescription(json, summary.Instrument);
        json.WriteStartArray("aggregates");
        foreach (var aggregate in Aggregate.Of(summary.Instrument))
            json.WriteStringValue(aggregate);
        json.WriteEndArray();
        json.WriteNumber("seriesCount", summary.Series.Count);
        json.WriteBoolean("hasExemplars", summary.HasExemplars);
        json.WriteString("firstAt", TelemetryJson.Time((ulong)summary.First));
        json.WriteString("lastAt", TelemetryJson.Time((ulong)summary.Last));
        json.WriteStartArray("dimensions");
        foreach (var (name, values) in summary.Dimensions)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteStartArray("values");
            foreach (var value in values.Take(MostValues))
                json.WriteStringValue(value);
            json.WriteEndArray();
            json.WriteBoolean("isComplete", values.Count <= MostValues);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDescription(Utf8JsonWriter json, Instrument instrument)
    {
        json.WriteString("description", instrument.Description);
        json.WriteString("unit", instrument.Unit);
        json.WriteString("kind", instrument.Kind.ToString());
        json.WriteString("temporality", instrument.Temporality == Temporality.Unspecified ? null : instrument.Temporality.ToString());
        if (instrument.Kind == MetricKind.Sum)
            json.WriteBoolean("isMonotonic", instrument.IsMonotonic);
        else
            json.WriteNull("isMonotonic");
    }

    private static void Write(Utf8JsonWriter json, MetricGroup group)
    {
        json.WriteStartObject();
        WriteDimensions(json, group.Dimensions);
        json.WriteNumber("seriesCount", group.SeriesCount);
        json.WriteStartObject("values");
        foreach (var (aggregate, values) in group.Values)
        {
            json.WriteStartArray(aggregate);
            foreach (var value in values)
                WriteValue(json, value);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FoundExemplar exemplar)
    {
        var measured = exemplar.Measured;
        json.WriteStartObject();
        json.WriteString("time", TelemetryJson.Time(measured.Time));
        json.WritePropertyName("value");
        WriteValue(json, measured.Value);
        json.WriteString("traceId", measured.TraceId.IsEmpty ? null : measured.TraceId.ToString());
        json.WriteString("spanId", measured.SpanId.IsEmpty ? null : measured.SpanId.ToString());
        WriteDimensions(json, exemplar.Dimensions);
        json.WritePropertyName("attributes");
        AnyValue.WriteAttributes(json, measured.Attributes, Attributes.Field);
        json.WriteEndObject();
    }

    private static void WriteDimensions(Utf8JsonWriter json, IReadOnlyDictionary<string, string> dimensions)
    {
        json.WriteStartObject("dimensions");
        foreach (var (name, value) in dimensions)
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    // JSON has no infinities.
    private static void WriteValue(Utf8JsonWriter json, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }
}
