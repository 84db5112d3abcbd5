namespace Aspire.Dashboard.Telemetry.Analysis;

/// <summary>What services were asked to do in a run, by operation.</summary>
internal sealed class Operations
{
    private readonly Dictionary<(string Service, string Name), Operation> _all = [];

    internal IReadOnlyDictionary<(string Service, string Name), Operation> All => _all;

    internal int Spans { get; private set; }

    internal void Add(IReadOnlyList<StoredSpan> trace)
    {
        Spans += trace.Count;
        var byId = new Dictionary<SpanId, StoredSpan>();
        foreach (var span in trace)
            byId[span.Id] = span;
        foreach (var span in trace)
        {
            if (IsEntry(span, byId))
                Of(span).Requests.Add(span);
            if (span.Kind == SpanKind.Client && new SpanFacts(span).Database is not null && EntryOf(span, byId) is { } entry)
                Of(entry).Queries++;
        }
    }

    // What was asked from outside of the service, or by nobody.
    private static bool IsEntry(StoredSpan span, Dictionary<SpanId, StoredSpan> byId) =>
        span.Kind is SpanKind.Server or SpanKind.Consumer || !byId.TryGetValue(span.ParentId, out var parent) || !parent.Source.Service.Equals(span.Source.Service, StringComparison.OrdinalIgnoreCase);

    private static StoredSpan? EntryOf(StoredSpan span, Dictionary<SpanId, StoredSpan> byId)
    {
        var entry = span;
        for (var steps = 0; !IsEntry(entry, byId); steps++)
        {
            if (steps > byId.Count || !byId.TryGetValue(entry.ParentId, out entry!))
                return null; // Spans that are each other's parents.
        }
        return entry;
    }

    private Operation Of(StoredSpan span)
    {
        if (!_all.TryGetValue((span.Source.Service, span.Name), out var operation))
            _all.Add((span.Source.Service, span.Name), operation = new Operation());
        return operation;
    }
}

/// <summary>Something that a service was asked to do.</summary>
internal sealed class Operation
{
    internal Durations Requests { get; } = new();

    /// <summary>How often its requests asked a database, in all.</summary>
    internal int Queries { get; set; }
}
