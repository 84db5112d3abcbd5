using System.Text.Json;
using Aspire.Dashboard.Telemetry.Analysis;

namespace Aspire.Dashboard.Api;

/// <summary>Writes what was made of many spans as JSON.</summary>
internal static class AnalysisJson
{
    /// <summary>Spans that a finding names.</summary>
    private const int MostSpans = 1000;

    internal static void Write(Utf8JsonWriter json, ServiceMap map, long from, long to, bool isComplete)
    {
        var seconds = (to - from) / 1e9;
        json.WriteStartObject();
        json.WriteString("from", TelemetryJson.Time((ulong)from));
        json.WriteString("to", TelemetryJson.Time((ulong)to));
        json.WriteBoolean("isComplete", isComplete);
        json.WriteStartArray("nodes");
        foreach (var node in map.Nodes)
        {
            json.WriteStartObject();
            json.WriteString("id", node.Id);
            json.WriteString("kind", node.Kind);
            json.WriteString("name", node.Name);
            json.WriteString("system", node.System);
            json.WriteString("address", node.Address);
            json.WriteString("database", node.Database);
            WriteCalls(json, node.Calls, seconds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var (caller, called, calls) in map.Edges)
        {
            json.WriteStartObject();
            json.WriteString("from", caller);
            json.WriteString("to", called);
            WriteCalls(json, calls, seconds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, Comparison comparison, string? after, int limit)
    {
        var rest = comparison.Operations.Where(operation => after is null || string.CompareOrdinal(Key(operation), after) > 0).Take(limit + 1).ToList();
        json.WriteStartObject();
        json.WriteString("a", comparison.A);
        json.WriteString("b", comparison.B);
        json.WriteBoolean("isComplete", comparison.IsComplete);
        json.WriteStartArray("items");
        foreach (var operation in rest.Take(limit))
        {
            json.WriteStartObject();
            json.WriteString("resource", operation.Service);
            json.WriteString("operation", operation.Name);
            Write(json, "a", comparison.OfA.All.GetValueOrDefault(operation));
            Write(json, "b", comparison.OfB.All.GetValueOrDefault(operation));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("next", rest.Count > limit ? Key(rest[limit - 1]) : null);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, DurationHistogram histogram, bool isComplete)
    {
        json.WriteStartObject();
        WriteDurations(json, histogram.All);
        json.WriteBoolean("isComplete", isComplete);
        json.WriteStartArray("buckets");
        foreach (var (from, to, count, errors) in histogram.Buckets)
        {
            json.WriteStartObject();
            json.WriteNumber("fromNs", from);
            json.WriteNumber("toNs", to);
            json.WriteNumber("count", count);
            json.WriteNumber("errors", errors);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", finding.Kind.ToString());
            json.WriteString("title", finding.Title);
            json.WriteString("statement", finding.Statement);
            json.WriteBoolean("isCertain", finding.IsCertain);
            json.WriteNumber("durationNs", finding.Duration);
            json.WriteNumber("count", finding.Spans.Count);
            json.WriteStartArray("spanIds");
            foreach (var span in finding.Spans.Take(MostSpans))
                json.WriteStringValue(span.ToString());
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Key((string Service, string Name) operation) => $"{operation.Service}\t{operation.Name}";

    private static void Write(Utf8JsonWriter json, string name, Operation? operation)
    {
        if (operation is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        WriteDurations(json, operation.Requests);
        json.WriteNumber("queriesPerRequest", Math.Round((double)operation.Queries / Math.Max(1, operation.Requests.Count), 3));
        json.WriteEndObject();
    }

    private static void WriteCalls(Utf8JsonWriter json, Durations calls, double seconds)
    {
        json.WriteNumber("perSecond", seconds > 0 ? Math.Round(calls.Count / seconds, 3) : 0);
        WriteDurations(json, calls);
    }

    private static void WriteDurations(Utf8JsonWriter json, Durations durations)
    {
        json.WriteNumber("count", durations.Count);
        json.WriteNumber("errors", durations.Errors);
        Write("p50Ns", 0.5);
        Write("p95Ns", 0.95);
        Write("p99Ns", 0.99);
        Write("maxNs", 1);

        void Write(string name, double part)
        {
            if (durations.Quantile(part) is { } nanoseconds)
                json.WriteNumber(name, nanoseconds);
            else
                json.WriteNull(name);
        }
    }
}
