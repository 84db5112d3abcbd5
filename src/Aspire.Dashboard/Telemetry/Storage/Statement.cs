using System.Text;
using SQLitePCL;

namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>A prepared statement: takes its values in order, is run or stepped through, and can then take others.</summary>
internal sealed class Statement : IDisposable
{
    private readonly Database _database;
    private readonly sqlite3_stmt _handle;
    private int _taken;

    internal Statement(Database database, sqlite3_stmt handle) => (_database, _handle) = (database, handle);

    internal Statement With(long value)
    {
        _database.Check(raw.sqlite3_bind_int64(_handle, ++_taken, value));
        return this;
    }

    internal Statement With(double value)
    {
        _database.Check(raw.sqlite3_bind_double(_handle, ++_taken, value));
        return this;
    }

    internal Statement With(byte[]? value) => value is null ? With((string?)null) : With(value.AsSpan());

    internal Statement With(ReadOnlySpan<byte> value)
    {
        _database.Check(raw.sqlite3_bind_blob(_handle, ++_taken, value));
        return this;
    }

    internal Statement With(string? value)
    {
        _database.Check(value is null ? raw.sqlite3_bind_null(_handle, ++_taken) : raw.sqlite3_bind_text(_handle, ++_taken, Encoding.UTF8.GetBytes(value)));
        return this;
    }

    internal Statement WithText(ReadOnlySpan<byte> utf8)
    {
        _database.Check(raw.sqlite3_bind_text(_handle, ++_taken, utf8));
        return this;
    }

    internal Statement With(TextRef value) => value.Text is null ? With(value.Id) : With(value.Text);

    internal Statement With(TraceId value)
    {
        if (value.IsEmpty)
            return With((string?)null);
        Span<byte> bytes = stackalloc byte[16];
        value.Write(bytes);
        return With(bytes);
    }

    /// <summary>Carries it out, for what gives no rows.</summary>
    internal void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Goes to the next row, or says that there is none.</summary>
    internal bool Step()
    {
        var code = raw.sqlite3_step(_handle);
        _database.Check(code);
        return code == raw.SQLITE_ROW;
    }

    internal void Reset()
    {
        _ = raw.sqlite3_reset(_handle); // It repeats the error that the step has told.
        _taken = 0;
    }

    internal long Long(int column) => raw.sqlite3_column_int64(_handle, column);

    internal double Double(int column) => raw.sqlite3_column_double(_handle, column);

    internal int Int(int column) => raw.sqlite3_column_int(_handle, column);

    internal bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    internal string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string();

    internal TextRef TextRef(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_INTEGER ? new(Long(column), null) : new(0, Text(column));

    /// <summary>Valid until the next step.</summary>
    internal ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_handle, column);

    internal TraceId TraceId(int column) => Telemetry.TraceId.Read(Blob(column));

    public void Dispose() => _handle.Dispose();
}
