using System.Buffers;
using System.Text;
using Aspire.Dashboard.Telemetry.Storage;

namespace Aspire.Dashboard.Telemetry.Queries;

/// <summary>Finds log records, the one received last first: the newest one by one, the others by the index that follows behind.</summary>
internal sealed class LogFinder(Database database, Names names) : IDisposable
{
    private const string Columns = "number, source, scope, time, severity, logs.trace_id, span_id, wire";

    private readonly Statement _indexed = database.Prepare("SELECT indexed_log FROM totals");
    private readonly ArrayBufferWriter<byte> _text = new();

    internal IReadOnlyList<StoredLog> Find(LogQuery query, CancellationToken cancellationToken)
    {
        var found = new List<StoredLog>();
        if ((query.Service is { } name ? names.ServiceNumber(name) : 0) is not { } service)
            return found;

        var words = query.Text is { } text ? SearchWords.Of(text) : [];
        if (query.TraceId is null && words.Count == 0)
        {
            Collect("FROM logs WHERE number < ?", "number", statement => statement.With(query.Before));
            return found;
        }

        _indexed.Step();
        var indexed = _indexed.Long(0);
        _indexed.Reset();
        Collect("FROM logs WHERE number < ? AND number > ?", "number", statement => statement.With(query.Before).With(indexed));
        var before = Math.Min(query.Before, indexed + 1);
        if (query.TraceId is { } trace)
            Collect("FROM log_traces CROSS JOIN logs ON number = log WHERE log < ? AND log_traces.trace_id = ?", "log", statement => statement.With(before).With(trace));
        else if (RareWord.Find(database, words, before) is { } numbers)
            Collect("FROM json_each(?) CROSS JOIN logs ON number = value WHERE number < ?", "value", statement => statement.With($"[{string.Join(',', numbers)}]").With(before));
        else
            Collect("FROM log_words CROSS JOIN logs ON number = log_words.rowid WHERE log_words.rowid < ? AND log_words MATCH ?", "log_words.rowid", statement => statement.With(before).With(string.Join(" AND ", words)));
        return found;

        void Collect(string from, string order, Action<Statement> bind)
        {
            if (found.Count >= query.Limit)
                return;
            using var statement = database.Prepare($"SELECT {Columns} {from}{Conditions(query)} ORDER BY {order} DESC");
            bind(statement);
            if (query.Service is not null)
                statement.With(service);
            if (query.LeastSeverity > 0)
                statement.With(query.LeastSeverity);
            var utf8 = Encoding.UTF8.GetBytes(query.Text ?? "");
            while (found.Count < query.Limit && statement.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if ((query.TraceId is not { } wanted || statement.TraceId(5) == wanted) && (utf8.Length == 0 || Has(statement, utf8)))
                    found.Add(Read(statement));
            }
        }
    }

    private static string Conditions(LogQuery query)
    {
        const int Warning = 13;
        var sql = new StringBuilder();
        if (query.Service is not null)
            sql.Append(" AND service = ?");
        if (query.LeastSeverity > 0)
            sql.Append(" AND severity >= ?");
        if (query.LeastSeverity >= Warning)
            sql.Append(" AND severity >= 13"); // Warnings and worse have an index of their own, which is used if this is said.
        return sql.ToString();
    }

    private bool Has(Statement row, byte[] utf8)
    {
        _text.ResetWrittenCount();
        LogText.Write(_text, names.Text(row.TextRef(2)), row.Blob(7));
        return Utf8Text.ContainsFromWord(_text.WrittenSpan, utf8);
    }

    private StoredLog Read(Statement row) => new()
    {
        Number = row.Long(0),
        Source = names.Source(row.Long(1)),
        Scope = names.Text(row.TextRef(2)),
        Time = (ulong)row.Long(3),
        Severity = row.Int(4),
        TraceId = row.TraceId(5),
        SpanId = new SpanId((ulong)row.Long(6)),
        Wire = row.Blob(7).ToArray(),
    };

    public void Dispose() => _indexed.Dispose();
}
