using Aspire.Dashboard.Telemetry.Storage;
using SQLitePCL;

namespace Aspire.Dashboard.Telemetry.Sql;

/// <summary>Answers a question in SQL about a run. Nothing that is asked can write, reach another file, or go on for long.</summary>
/// <remarks><see href="https://sqlite.org/security.html"/>. The connection reads only; what a statement may do is decided while it is compiled; how long, while it runs.</remarks>
internal sealed class SqlQuestion : IDisposable
{
    internal const int MostRows = 100_000;

    private const int MostBytes = 16 << 20;

    /// <summary>Between two looks at the clock.</summary>
    private const int InstructionsAtOnce = 5_000;

    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(5);

    private readonly sqlite3 _handle;
    private readonly TimeProvider _time;
    private readonly long _start;
    private bool _isLate;

    private SqlQuestion(sqlite3 handle, TimeProvider time)
    {
        (_handle, _time, _start) = (handle, time, time.GetTimestamp());
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_LENGTH, MostBytes);
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_ATTACHED, 0);
        raw.sqlite3_limit(handle, raw.SQLITE_LIMIT_SQL_LENGTH, 100_000);
        SqlFunctions.Add(handle);
        foreach (var view in SqlViews.All)
            Check(raw.sqlite3_exec(handle, $"CREATE TEMP VIEW {view.Name} AS {view.Sql}"));
        Check(raw.sqlite3_exec(handle, "PRAGMA query_only=1; PRAGMA trusted_schema=1;"));
        raw.sqlite3_set_authorizer(handle, (strdelegate_authorizer)((_, action, _, _, _, _) => IsReading(action) ? raw.SQLITE_OK : raw.SQLITE_DENY), null);
    }

    /// <summary>Asks.</summary>
    /// <exception cref="SqlProblemException">It is no question, or takes too long.</exception>
    internal static SqlAnswer Ask(string file, string sql, int mostRows, TimeProvider time, CancellationToken cancellationToken)
    {
        using var question = new SqlQuestion(Open(file), time);
        return question.Ask(sql, mostRows, cancellationToken);
    }

    /// <summary>The columns of the views.</summary>
    internal static IReadOnlyList<(SqlView View, IReadOnlyList<string> Columns)> Columns(string file, TimeProvider time) =>
        [.. SqlViews.All.Select(view => (view, Ask(file, $"SELECT * FROM {view.Name} LIMIT 0", 1, time, CancellationToken.None).Columns))];

    private static sqlite3 Open(string file)
    {
        using (Database.OpenToRead(file))
        {
            // Whoever opens a run that was killed puts its log in place, for which it must be writable; reading alone cannot.
        }
        var code = raw.sqlite3_open_v2(file, out var handle, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code == raw.SQLITE_OK)
            return handle;
        var reason = raw.sqlite3_errmsg(handle).utf8_to_string();
        handle.Dispose();
        throw new StorageException($"The database '{file}' cannot be opened: {reason}.");
    }

    private static bool IsReading(int action) =>
        action is raw.SQLITE_SELECT or raw.SQLITE_READ or raw.SQLITE_FUNCTION or raw.SQLITE_RECURSIVE;

    private SqlAnswer Ask(string sql, int mostRows, CancellationToken cancellationToken)
    {
        raw.sqlite3_progress_handler(_handle, InstructionsAtOnce, _ => (_isLate = _time.GetElapsedTime(_start) > LongestTime) || cancellationToken.IsCancellationRequested ? 1 : 0, null);
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement, out var rest));
        using (statement)
        {
            if (statement is null || statement.IsInvalid)
                throw new SqlProblemException("There is no statement. Ask something like: SELECT * FROM traces LIMIT 10");
            if (!string.IsNullOrWhiteSpace(rest?.TrimEnd(';', ' ', '\n', '\r', '\t')))
                throw new SqlProblemException("Ask one statement at a time.");
            var columns = Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(column => raw.sqlite3_column_name(statement, column).utf8_to_string()).ToList();
            var (rows, bytes) = (new List<object?[]>(), 0L);
            while (true)
            {
                var code = raw.sqlite3_step(statement);
                cancellationToken.ThrowIfCancellationRequested();
                if (code == raw.SQLITE_DONE)
                    return new SqlAnswer(columns, rows, IsComplete: true);
                Check(code);
                if (rows.Count == mostRows || bytes > MostBytes)
                    return new SqlAnswer(columns, rows, IsComplete: false);
                var row = Enumerable.Range(0, columns.Count).Select(column => Value(statement, column)).ToArray();
                bytes += row.Sum(value => value is string text ? text.Length : 8L);
                rows.Add(row);
            }
        }
    }

    private static object? Value(sqlite3_stmt row, int column) => raw.sqlite3_column_type(row, column) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(row, column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(row, column),
        raw.SQLITE_TEXT => raw.sqlite3_column_text(row, column).utf8_to_string(),
        raw.SQLITE_BLOB => Convert.ToHexStringLower(raw.sqlite3_column_blob(row, column)),
        _ => null,
    };

    private void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW)
            return;
        if (_isLate)
            throw new SqlProblemException($"The question takes longer than {LongestTime.TotalSeconds:0} seconds. Ask about less: by time_ns, by trace_id, or with LIMIT.");
        var reason = raw.sqlite3_errmsg(_handle).utf8_to_string();
        throw new SqlProblemException(code == raw.SQLITE_AUTH || reason.Contains("not authorized", StringComparison.Ordinal)
            ? $"Only questions are answered (SELECT, WITH … SELECT): {reason}."
            : $"SQLite says: {reason}.");
    }

    public void Dispose() => _handle.Dispose();
}
