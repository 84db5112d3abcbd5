using System.Text;
using Aspire.Dashboard.Telemetry.Storage;

namespace Aspire.Dashboard.Telemetry.Queries;

/// <summary>Finds traces, the one that began last first, and the spans of one.</summary>
internal sealed class TraceFinder(Database database, Names names) : IDisposable
{
    private readonly Statement _number = database.Prepare("SELECT number FROM traces WHERE trace_id = ?");
    private readonly Statement _wires = database.Prepare("SELECT wire FROM spans WHERE id >= ? AND id < ?");
    private readonly Statement _spans = database.Prepare("SELECT source, scope, name, kind, failed, span_id, parent_id, start, duration, wire FROM spans WHERE id >= ? AND id < ?");

    internal IReadOnlyList<TraceSummary> Find(TraceQuery query, CancellationToken cancellationToken)
    {
        var found = new List<TraceSummary>();
        if ((query.Service is { } name ? names.ServiceNumber(name) : 0) is not { } service)
            return found;

        using var statement = database.Prepare(Sql(query));
        statement.With(query.Before);
        if (query.Service is not null)
            statement.With(service);
        if (query.LeastDuration > 0)
            statement.With(query.LeastDuration);
        if (query.From is { } from)
            statement.With(from);
        if (query.To is { } to)
            statement.With(to);
        var text = Encoding.UTF8.GetBytes(query.Text ?? "");
        while (found.Count < query.Limit && statement.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (text.Length == 0 || Has(statement.TraceId(1), statement.Long(0), query.Text!, text))
                found.Add(Summarize(statement));
        }
        return found;
    }

    /// <summary>The spans of a trace as they came. Empty when the trace is not known, or no longer.</summary>
    internal IReadOnlyList<StoredSpan> SpansOf(TraceId id)
    {
        var number = _number.With(id).Step() ? _number.Long(0) : (long?)null;
        _number.Reset();
        return number is null ? [] : SpansOf(id, number.Value);
    }

    /// <summary>The spans of each trace that was under way at some time between two moments, the newest first, until there were so many spans.</summary>
    internal IEnumerable<IReadOnlyList<StoredSpan>> Recent(long from, long to, int mostSpans, CancellationToken cancellationToken)
    {
        using var traces = database.Prepare("SELECT trace_id, number, spans FROM traces WHERE finish >= ? AND start < ? ORDER BY number DESC");
        traces.With(from).With(to);
        for (var spans = 0; spans < mostSpans && traces.Step(); spans += traces.Int(2))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return SpansOf(traces.TraceId(0), traces.Long(1));
        }
    }

    private List<StoredSpan> SpansOf(TraceId id, long number)
    {
        var spans = new List<StoredSpan>();
        for (OfTrace(_spans, number); _spans.Step();)
        {
            var start = (ulong)_spans.Long(7);
            spans.Add(new StoredSpan
            {
                TraceId = id,
                Source = names.Source(_spans.Long(0)),
                Scope = names.Text(_spans.TextRef(1)),
                Name = names.Text(_spans.TextRef(2)),
                Kind = (SpanKind)_spans.Int(3),
                IsError = _spans.Int(4) != 0,
                Id = new SpanId((ulong)_spans.Long(5)),
                ParentId = new SpanId((ulong)_spans.Long(6)),
                Start = start,
                End = start + (ulong)_spans.Long(8),
                Wire = _spans.Blob(9).ToArray(),
            });
        }
        _spans.Reset();
        return spans;
    }

    private static string Sql(TraceQuery query)
    {
        const string Columns = "SELECT number, trace_id, name, first_source, start, finish, spans, errors, traces.services";
        var sql = new StringBuilder(Columns);
        sql.Append(query.Service is null
            ? " FROM traces WHERE number < ?"
            : " FROM trace_services CROSS JOIN traces ON number = trace WHERE trace < ? AND trace_services.service = ?");
        if (query.ErrorsOnly)
            sql.Append(" AND failed = 1");
        if (query.LeastDuration > 0)
            sql.Append(" AND finish - start >= ?");
        if (query.From is not null)
            sql.Append(" AND start >= ?");
        if (query.To is not null)
            sql.Append(" AND start < ?");
        return sql.Append(query.Service is null ? " ORDER BY number DESC" : " ORDER BY trace DESC").ToString();
    }

    private bool Has(TraceId id, long number, string text, byte[] utf8)
    {
        if (id.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase))
            return true;
        var has = false;
        for (OfTrace(_wires, number); !has && _wires.Step();)
            has = Utf8Text.Contains(_wires.Blob(0), utf8);
        _wires.Reset();
        return has;
    }

    private static void OfTrace(Statement statement, long number) =>
        statement.With(number << Schema.PlaceBits).With((number + 1) << Schema.PlaceBits);

    private TraceSummary Summarize(Statement row)
    {
        var services = TraceRow.Unpack(row.Blob(8));
        var start = (ulong)row.Long(4);
        return new TraceSummary
        {
            Number = row.Long(0),
            Id = row.TraceId(1),
            Name = names.Text(row.TextRef(2)),
            Service = names.Source(row.Long(3)).Service,
            Start = start,
            Duration = (ulong)row.Long(5) - start,
            SpanCount = row.Int(6),
            ErrorCount = row.Int(7),
            Services = [.. services.Chunk(2).OrderByDescending(pair => pair[1]).Select(pair => KeyValuePair.Create(names.Service(pair[0]), (int)pair[1]))],
        };
    }

    public void Dispose()
    {
        _number.Dispose();
        _wires.Dispose();
        _spans.Dispose();
    }
}
