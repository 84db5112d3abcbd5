using static Aspire.Dashboard.Otlp.Json.JsonKind;

namespace Aspire.Dashboard.Otlp.Json;

/// <summary>OTLP's messages: the names that their fields have in JSON, and the numbers that they have in protobuf.</summary>
/// <remarks><see href="https://github.com/open-telemetry/opentelemetry-proto/tree/main/opentelemetry/proto"/>. Fields that nobody reads are left out.</remarks>
internal static class OtlpMessages
{
    private static readonly JsonMessage KeyValue = new();
    private static readonly JsonMessage Value = new();

    static OtlpMessages()
    {
        Value.With("stringValue", 1, Text).With("boolValue", 2, Flag).With("intValue", 3, Number).With("doubleValue", 4, Floating)
            .With("arrayValue", 5, new JsonMessage().With("values", 1, Value)).With("kvlistValue", 6, new JsonMessage().With("values", 1, KeyValue)).With("bytesValue", 7, Base64);
        KeyValue.With("key", 1, Text).With("value", 2, Value);
    }

    internal static JsonMessage Traces { get; } = Request("resourceSpans", "scopeSpans", "spans", new JsonMessage()
        .With("traceId", 1, Hex).With("spanId", 2, Hex).With("traceState", 3, Text).With("parentSpanId", 4, Hex).With("name", 5, Text).With("kind", 6, Number)
        .With("startTimeUnixNano", 7, Fixed).With("endTimeUnixNano", 8, Fixed).With("attributes", 9, KeyValue)
        .With("events", 11, new JsonMessage().With("timeUnixNano", 1, Fixed).With("name", 2, Text).With("attributes", 3, KeyValue))
        .With("links", 13, new JsonMessage().With("traceId", 1, Hex).With("spanId", 2, Hex).With("traceState", 3, Text).With("attributes", 4, KeyValue))
        .With("status", 15, new JsonMessage().With("message", 2, Text).With("code", 3, Number)));

    internal static JsonMessage Logs { get; } = Request("resourceLogs", "scopeLogs", "logRecords", new JsonMessage()
        .With("timeUnixNano", 1, Fixed).With("severityNumber", 2, Number).With("severityText", 3, Text).With("body", 5, Value).With("attributes", 6, KeyValue)
        .With("traceId", 9, Hex).With("spanId", 10, Hex).With("observedTimeUnixNano", 11, Fixed).With("eventName", 12, Text));

    internal static JsonMessage Metrics { get; } = Request("resourceMetrics", "scopeMetrics", "metrics", new JsonMessage()
        .With("name", 1, Text).With("description", 2, Text).With("unit", 3, Text)
        .With("gauge", 5, Data(NumberPoint())).With("sum", 7, Data(NumberPoint())).With("histogram", 9, Data(HistogramPoint()))
        .With("exponentialHistogram", 10, Data(ExponentialPoint())).With("summary", 11, Data(SummaryPoint())));

    private static JsonMessage Request(string resources, string scopes, string items, JsonMessage item) => new JsonMessage().With(resources, 1, new JsonMessage()
        .With("resource", 1, new JsonMessage().With("attributes", 1, KeyValue))
        .With(scopes, 2, new JsonMessage().With("scope", 1, new JsonMessage().With("name", 1, Text).With("version", 2, Text)).With(items, 2, item)));

    private static JsonMessage Data(JsonMessage point) => new JsonMessage().With("dataPoints", 1, point).With("aggregationTemporality", 2, Number).With("isMonotonic", 3, Flag);

    private static JsonMessage Point() => new JsonMessage().With("startTimeUnixNano", 2, Fixed).With("timeUnixNano", 3, Fixed);

    private static JsonMessage NumberPoint() => Point()
        .With("asDouble", 4, Floating).With("exemplars", 5, Exemplar()).With("asInt", 6, Fixed).With("attributes", 7, KeyValue).With("flags", 8, Number);

    private static JsonMessage HistogramPoint() => Point()
        .With("count", 4, Fixed).With("sum", 5, Floating).With("bucketCounts", 6, Fixed).With("explicitBounds", 7, Floating).With("exemplars", 8, Exemplar())
        .With("attributes", 9, KeyValue).With("flags", 10, Number).With("min", 11, Floating).With("max", 12, Floating);

    private static JsonMessage ExponentialPoint()
    {
        var buckets = new JsonMessage().With("offset", 1, Signed).With("bucketCounts", 2, Number);
        return Point()
            .With("attributes", 1, KeyValue).With("count", 4, Fixed).With("sum", 5, Floating).With("scale", 6, Signed).With("zeroCount", 7, Fixed).With("positive", 8, buckets).With("negative", 9, buckets)
            .With("flags", 10, Number).With("exemplars", 11, Exemplar()).With("min", 12, Floating).With("max", 13, Floating).With("zeroThreshold", 14, Floating);
    }

    private static JsonMessage SummaryPoint() => Point()
        .With("count", 4, Fixed).With("sum", 5, Floating).With("quantileValues", 6, new JsonMessage().With("quantile", 1, Floating).With("value", 2, Floating))
        .With("attributes", 7, KeyValue).With("flags", 8, Number);

    private static JsonMessage Exemplar() => new JsonMessage()
        .With("timeUnixNano", 2, Fixed).With("asDouble", 3, Floating).With("spanId", 4, Hex).With("traceId", 5, Hex).With("asInt", 6, Fixed).With("filteredAttributes", 7, KeyValue);
}
