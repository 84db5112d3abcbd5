namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>The tables of a run.</summary>
internal static class Schema
{
    /// <summary>A span's row has its trace's number and, in these bits, its place in the trace: a trace lies together and needs no index.</summary>
    internal const int PlaceBits = 24;

    private const int Version = 2;

    internal static void Make(Database database)
    {
        switch (VersionOf(database))
        {
            case 0:
                break;
            case Version:
                return;
            case var other:
                throw new StorageException($"The database '{database.File}' is of version {other}; this dashboard writes version {Version}. Begin a new run instead of resuming that one.");
        }
        database.Execute($"""
            BEGIN;
            CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
            CREATE TABLE services (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, span_bytes INTEGER NOT NULL, log_bytes INTEGER NOT NULL, point_bytes INTEGER NOT NULL);
            CREATE TABLE sources (id INTEGER PRIMARY KEY, service INTEGER NOT NULL, instance TEXT, wire BLOB NOT NULL UNIQUE);

            CREATE TABLE traces (
                number INTEGER PRIMARY KEY, trace_id BLOB NOT NULL, service INTEGER NOT NULL, failed INTEGER NOT NULL,
                name NOT NULL, first_source INTEGER NOT NULL, first_start INTEGER NOT NULL, has_root INTEGER NOT NULL,
                start INTEGER NOT NULL, finish INTEGER NOT NULL, spans INTEGER NOT NULL, errors INTEGER NOT NULL, bytes INTEGER NOT NULL, services BLOB NOT NULL);
            CREATE UNIQUE INDEX traces_by_id ON traces (trace_id);
            CREATE INDEX traces_by_service ON traces (service, failed);
            CREATE INDEX traces_failed ON traces (number) WHERE failed = 1;
            CREATE TABLE trace_services (service INTEGER NOT NULL, trace INTEGER NOT NULL, PRIMARY KEY (service, trace)) WITHOUT ROWID;
            CREATE TABLE spans (
                id INTEGER PRIMARY KEY, source INTEGER NOT NULL, scope NOT NULL, name NOT NULL, kind INTEGER NOT NULL, failed INTEGER NOT NULL,
                span_id INTEGER NOT NULL, parent_id INTEGER NOT NULL, start INTEGER NOT NULL, duration INTEGER NOT NULL, wire BLOB NOT NULL);

            CREATE TABLE logs (
                number INTEGER PRIMARY KEY, service INTEGER NOT NULL, source INTEGER NOT NULL, scope NOT NULL, time INTEGER NOT NULL, severity INTEGER NOT NULL,
                trace_id BLOB, span_id INTEGER NOT NULL, wire BLOB NOT NULL);
            CREATE INDEX logs_by_service ON logs (service);
            CREATE INDEX logs_severe ON logs (number) WHERE severity >= 13;
            CREATE TABLE log_traces (trace_id BLOB NOT NULL, log INTEGER NOT NULL, PRIMARY KEY (trace_id, log)) WITHOUT ROWID;
            CREATE VIRTUAL TABLE log_words USING fts5 (words, content = '', contentless_delete = 1, detail = none);

            CREATE TABLE instruments (
                id INTEGER PRIMARY KEY, service INTEGER NOT NULL, meter TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL, description TEXT NOT NULL,
                kind INTEGER NOT NULL, temporality INTEGER NOT NULL, monotonic INTEGER NOT NULL,
                UNIQUE (service, meter, name, kind, temporality, monotonic, unit, description));
            CREATE TABLE series (id INTEGER PRIMARY KEY, instrument INTEGER NOT NULL, source INTEGER NOT NULL, attributes BLOB NOT NULL, UNIQUE (instrument, source, attributes));
            CREATE TABLE points (series INTEGER NOT NULL, time INTEGER NOT NULL, start INTEGER NOT NULL, value REAL NOT NULL, count INTEGER NOT NULL, wire BLOB, PRIMARY KEY (series, time)) WITHOUT ROWID;
            CREATE TABLE exemplars (
                series INTEGER NOT NULL, time INTEGER NOT NULL, span_id INTEGER NOT NULL, trace_id BLOB, value REAL NOT NULL, attributes BLOB NOT NULL,
                PRIMARY KEY (series, time, span_id)) WITHOUT ROWID;

            {Totals.Table};
            INSERT INTO totals DEFAULT VALUES;
            PRAGMA user_version = {Version};
            COMMIT;
            """);
    }

    /// <summary>Refuses a run that another version of the dashboard has written.</summary>
    internal static void Check(Database database)
    {
        if (VersionOf(database) is var version and not Version)
            throw new StorageException($"The run in '{database.File}' is of version {version}; this dashboard reads version {Version}. The dashboard that wrote it can open it.");
    }

    private static int VersionOf(Database database)
    {
        using var version = database.Prepare("PRAGMA user_version");
        version.Step();
        return version.Int(0);
    }
}
