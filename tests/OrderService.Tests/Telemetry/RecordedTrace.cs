using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrderService.Tests.Telemetry;

/// <summary>A trace as the dashboard's API tells it.</summary>
internal sealed record RecordedTrace(string TraceId, IReadOnlyList<RecordedSpan> Spans, IReadOnlyList<RecordedFinding> Findings)
{
    private const string Database = "db.system";
    private const string DatabaseByItsNewName = "db.system.name";

    /// <summary>What was asked of PostgreSQL.</summary>
    internal IReadOnlyList<RecordedSpan> Queries => [.. Spans.Where(span => Of(span, Database) == "postgresql" || Of(span, DatabaseByItsNewName) == "postgresql")];

    internal RecordedSpan? Find(string name) => Spans.FirstOrDefault(span => span.Name == name);

    internal void HasNoErrors() => Assert.True(Spans.All(span => !span.IsError), $"Something failed in\n{this}");

    internal void HasAtMostQueries(int count) => Assert.True(Queries.Count <= count, $"There are {Queries.Count} queries, not {count} at most, in\n{this}");

    /// <summary>A line a span, below the one that caused it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"trace {TraceId}\n");
        var known = Spans.Select(span => span.SpanId).ToHashSet();
        var children = Spans.ToLookup(span => span.ParentSpanId is { } parent && known.Contains(parent) ? parent : "");
        Write("", depth: 1);
        return text.ToString();

        void Write(string parent, int depth)
        {
            foreach (var span in children[parent])
            {
                text.Append(CultureInfo.InvariantCulture, $"{span.OffsetNs / 1e6,9:0.0} ms {new string(' ', 2 * depth)}{span.Resource}: {span.Name} ({span.DurationNs / 1e6:0.0} ms)");
                text.Append(span.IsError ? $"  FAILED {span.StatusMessage}\n" : "\n");
                Write(span.SpanId, depth + 1);
            }
        }
    }

    private static string? Of(RecordedSpan span, string attribute) =>
        span.Attributes.TryGetValue(attribute, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

internal sealed record RecordedSpan(
    string SpanId, string? ParentSpanId, string Resource, string Name, string Kind, long OffsetNs, long DurationNs, bool IsError, string? StatusMessage,
    IReadOnlyDictionary<string, JsonElement> Attributes);

internal sealed record RecordedFinding(string Kind);
