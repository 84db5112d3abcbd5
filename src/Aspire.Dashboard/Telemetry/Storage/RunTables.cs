namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>All that writes into a run's database. What they remember is true as long as no transaction fails; then others are made.</summary>
internal sealed class RunTables : IDisposable
{
    private readonly TextTable _texts;
    private readonly SourceTable _sources;
    private readonly TraceTable _traces;
    private readonly SpanWriter _spans;
    private readonly LogWriter _logs;
    private readonly LogIndex _index;
    private readonly SeriesTable _series;
    private readonly PointWriter _points;
    private readonly Room _room;

    internal RunTables(Database database, long mostBytes)
    {
        Totals = new Totals(database);
        Services = new ServiceTable(database);
        _texts = new TextTable(database);
        _sources = new SourceTable(database, Services);
        _traces = new TraceTable(database, Services, Totals);
        _spans = new SpanWriter(database, _texts, _sources, _traces);
        _logs = new LogWriter(database, _texts, _sources, Totals);
        _index = new LogIndex(database, Totals);
        _series = new SeriesTable(database, _sources);
        _points = new PointWriter(database, _series);
        _room = new Room(mostBytes, Services, [new TraceRoom(database, _traces, Totals), new LogRoom(database, Totals), new PointRoom(database, _series, Totals)]);
    }

    internal Totals Totals { get; }

    internal ServiceTable Services { get; }

    internal void Write(Batch batch)
    {
        _spans.Write(batch.Spans, Totals);
        _logs.Write(batch.Logs, Totals);
        _points.Write(batch.Points, Totals);
    }

    internal bool AdvanceIndex(int most) => Totals.IndexedLog < _logs.Last && _index.Advance(most);

    /// <summary>To be called at the end of a transaction.</summary>
    internal void Flush()
    {
        _traces.Flush();
        _room.Make();
        Services.Flush();
        Totals.Flush();
    }

    public void Dispose()
    {
        foreach (var part in new IDisposable[] { _room, _points, _series, _index, _logs, _spans, _traces, _sources, _texts, Services, Totals })
            part.Dispose();
    }
}
