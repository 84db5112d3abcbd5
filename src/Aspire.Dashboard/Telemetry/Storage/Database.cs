using SQLitePCL;

namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>A connection to a database file. One thread at a time may use it.</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 _handle;

    static Database() => Batteries_V2.Init();

    private Database(string file, sqlite3 handle) => (File, _handle) = (file, handle);

    internal string File { get; }

    /// <summary>Opens it for its only writer, and makes it where there is none.</summary>
    internal static Database OpenToWrite(string file)
    {
        const int CacheKilobytes = 8 * 1024;
        var database = Open(file, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

        // Readers see the last transaction while the next is written. Nothing waits for the disk: an end of the process loses nothing, a power cut may.
        database.Execute($"PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-{CacheKilobytes}; PRAGMA wal_autocheckpoint=2000; PRAGMA journal_size_limit=16777216;");
        return database;
    }

    /// <summary>Opens it to be asked.</summary>
    internal static Database OpenToRead(string file)
    {
        const int CacheKilobytes = 2 * 1024;
        // The log of a run that was killed is put in its place by whoever opens it, for which it must be writable.
        var database = Open(file, raw.SQLITE_OPEN_READWRITE);
        database.Execute($"PRAGMA query_only=1; PRAGMA cache_size=-{CacheKilobytes};");
        return database;
    }

    private static Database Open(string file, int how)
    {
        const int PatienceMilliseconds = 10_000;
        var code = raw.sqlite3_open_v2(file, out var handle, how | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            var reason = raw.sqlite3_errmsg(handle).utf8_to_string();
            handle.Dispose();
            throw new StorageException($"The database '{file}' cannot be opened: {reason}.");
        }
        raw.sqlite3_busy_timeout(handle, PatienceMilliseconds);
        return new Database(file, handle);
    }

    internal void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    internal Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return new Statement(this, statement);
    }

    /// <summary>How many rows the last statement has changed.</summary>
    internal int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Undoes the transaction, unless a failure has done so.</summary>
    internal void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_handle) == 0)
            Execute("ROLLBACK");
    }

    internal void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw new StorageException($"The database '{File}' says: {raw.sqlite3_errmsg(_handle).utf8_to_string()}.");
    }

    public void Dispose() => _handle.Dispose();
}
