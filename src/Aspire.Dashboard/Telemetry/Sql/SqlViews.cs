namespace Aspire.Dashboard.Telemetry.Sql;

/// <summary>What users see of a run's tables: names, ids and times as they know them.</summary>
internal static class SqlViews
{
    internal static readonly IReadOnlyList<SqlView> All =
    [
        new("resources", "Who has sent something.", """
            SELECT name AS service, instance, attributes(wire, 1) AS attributes
            FROM main.sources JOIN main.services ON services.id = sources.service
            """),
        new("traces", "Traces, with the name and the service of their first span.", $"""
            SELECT lower(hex(trace_id)) AS trace_id, {Text("traces.name")} AS name, services.name AS service, {Time("start")} AS time, start AS time_ns,
                   (finish - start) / 1e6 AS duration_ms, spans, errors
            FROM main.traces JOIN main.sources ON sources.id = first_source JOIN main.services ON services.id = sources.service
            """),
        new("spans", "Spans of all traces.", $"""
            SELECT lower(hex(traces.trace_id)) AS trace_id, printf('%016x', span_id) AS span_id, iif(parent_id = 0, NULL, printf('%016x', parent_id)) AS parent_span_id,
                   services.name AS service, sources.instance AS instance, {Text("spans.scope")} AS scope, {Text("spans.name")} AS name,
                   CASE kind WHEN 1 THEN 'Internal' WHEN 2 THEN 'Server' WHEN 3 THEN 'Client' WHEN 4 THEN 'Producer' WHEN 5 THEN 'Consumer' ELSE 'Unspecified' END AS kind,
                   {Time("spans.start")} AS time, spans.start AS time_ns, duration / 1e6 AS duration_ms, spans.failed AS is_error, attributes(spans.wire, 9) AS attributes
            FROM main.spans JOIN main.traces ON traces.number = spans.id >> {Storage.Schema.PlaceBits} JOIN main.sources ON sources.id = spans.source JOIN main.services ON services.id = sources.service
            """),
        new("logs", "Log records, numbered in the order in which they came.", $"""
            SELECT logs.number AS number, {Time("time")} AS time, time AS time_ns, logs.severity AS severity,
                   CASE (severity + 3) / 4 WHEN 1 THEN 'Trace' WHEN 2 THEN 'Debug' WHEN 3 THEN 'Information' WHEN 4 THEN 'Warning' WHEN 5 THEN 'Error' WHEN 6 THEN 'Critical' ELSE 'Unspecified' END AS level,
                   services.name AS service, sources.instance AS instance, {Text("logs.scope")} AS category, message(logs.wire) AS message,
                   lower(hex(logs.trace_id)) AS trace_id, iif(span_id = 0, NULL, printf('%016x', span_id)) AS span_id, attributes(logs.wire, 6) AS attributes
            FROM main.logs JOIN main.sources ON sources.id = logs.source JOIN main.services ON services.id = logs.service
            """),
        new("metrics", "Points of metrics; of distributions value is the sum and count how often was measured.", $"""
            SELECT services.name AS service, sources.instance AS instance, meter, instruments.name AS instrument, unit,
                   CASE kind WHEN 5 THEN 'Gauge' WHEN 7 THEN 'Sum' WHEN 9 THEN 'Histogram' WHEN 10 THEN 'ExponentialHistogram' ELSE 'Summary' END AS kind,
                   {Time("points.time")} AS time, points.time AS time_ns, value, points.count AS count, attributes(series.attributes, 1) AS dimensions
            FROM main.points JOIN main.series ON series.id = points.series JOIN main.instruments ON instruments.id = series.instrument
                 JOIN main.sources ON sources.id = series.source JOIN main.services ON services.id = instruments.service
            """),
    ];

    /// <summary>Questions to begin with.</summary>
    internal static readonly IReadOnlyList<(string Title, string Sql)> Examples =
    [
        ("The slowest operations", "SELECT service, name, count(*) AS calls, round(avg(duration_ms), 2) AS mean_ms, round(max(duration_ms), 2) AS worst_ms\nFROM spans WHERE kind = 'Server' GROUP BY service, name ORDER BY mean_ms DESC LIMIT 20"),
        ("What failed last", "SELECT time, service, name, attributes ->> 'error.type' AS error, trace_id\nFROM spans WHERE is_error ORDER BY time_ns DESC LIMIT 50"),
        ("The statements that took most of the time", "SELECT attributes ->> 'db.query.text' AS statement, count(*) AS calls, round(sum(duration_ms), 1) AS all_ms\nFROM spans WHERE kind = 'Client' AND statement IS NOT NULL GROUP BY statement ORDER BY all_ms DESC LIMIT 20"),
        ("Log records by service and level", "SELECT service, level, count(*) AS records FROM logs GROUP BY service, level ORDER BY records DESC"),
        ("Warnings and errors of the slowest trace", "SELECT time, level, service, message FROM logs\nWHERE severity >= 13 AND trace_id = (SELECT trace_id FROM traces ORDER BY duration_ms DESC LIMIT 1) ORDER BY number"),
        ("Requests each second", "SELECT substr(time, 1, 19) AS second, count(*) AS requests FROM spans WHERE kind = 'Server' GROUP BY second ORDER BY second DESC LIMIT 60"),
        ("Metrics and how many points they have", "SELECT service, meter, instrument, kind, count(*) AS points, max(time) AS last FROM metrics GROUP BY service, meter, instrument, kind ORDER BY points DESC"),
    ];

    private static string Text(string column) => $"iif(typeof({column}) = 'integer', (SELECT text FROM main.texts WHERE id = {column}), {column})";

    private static string Time(string nanoseconds) => $"strftime('%Y-%m-%dT%H:%M:%fZ', {nanoseconds} / 1e9, 'unixepoch')";
}

/// <summary>A table to ask.</summary>
/// <param name="Name">As it is called in a question.</param>
/// <param name="Description">What is in there.</param>
/// <param name="Sql">Where it comes from.</param>
internal sealed record SqlView(string Name, string Description, string Sql);
