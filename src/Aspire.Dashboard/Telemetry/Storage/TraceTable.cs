namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>A row for each trace, kept up as its spans come, so that a list of traces reads no spans.</summary>
internal sealed class TraceTable : IDisposable
{
    private const string Columns = "trace_id, service, failed, name, first_source, first_start, has_root, start, finish, spans, errors, bytes, services";

    // Spans of a trace come within seconds of each other; one that comes later finds its trace in the database.
    private const int MostRecent = 16 * 1024;

    private readonly ServiceTable _services;
    private readonly Totals _totals;
    private readonly Dictionary<TraceId, TraceRow> _recent = [];
    private readonly Queue<TraceRow> _byArrival = [];
    private readonly List<TraceRow> _changed = [];
    private readonly Statement _find, _insert, _update;
    private long _last;

    internal TraceTable(Database database, ServiceTable services, Totals totals)
    {
        (_services, _totals) = (services, totals);
        _find = database.Prepare($"SELECT number, {Columns} FROM traces WHERE trace_id = ?");
        _insert = database.Prepare($"INSERT INTO traces ({Columns}, number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        _update = database.Prepare("""
            UPDATE traces SET failed = ?, name = ?, first_source = ?, first_start = ?, has_root = ?, start = ?, finish = ?, spans = ?, errors = ?, bytes = ?, services = ?
            WHERE number = ?
            """);
        using var last = database.Prepare("SELECT ifnull(max(number), 0) FROM traces");
        last.Step();
        _last = last.Long(0);
    }

    internal TraceRow Of(TraceId id, ServiceShare owner)
    {
        if (!_recent.TryGetValue(id, out var trace))
        {
            trace = Find(id) ?? new TraceRow { Number = ++_last, Id = id, Owner = owner, IsNew = true };
            _recent.Add(id, trace);
            _byArrival.Enqueue(trace);
        }
        if (!trace.IsChanged)
        {
            trace.IsChanged = true;
            _changed.Add(trace);
        }
        return trace;
    }

    /// <summary>Writes what has changed.</summary>
    internal void Flush()
    {
        foreach (var trace in _changed)
        {
            if (trace.IsNew)
            {
                WithState(_insert.With(trace.Id).With(trace.Owner.Id), trace).Run();
                _totals.Traces++;
            }
            else
            {
                WithState(_update, trace).Run();
            }
            trace.IsNew = trace.IsChanged = false;
        }
        _changed.Clear();
        while (_byArrival.Count > MostRecent)
            Forget(_byArrival.Dequeue().Id);
    }

    internal void Forget(TraceId id) => _recent.Remove(id);

    private static Statement WithState(Statement statement, TraceRow trace) => statement
        .With(trace.Errors > 0 ? 1 : 0)
        .With(trace.Name)
        .With(trace.FirstSource)
        .With((long)trace.FirstStart)
        .With(trace.HasRoot ? 1 : 0)
        .With((long)trace.Start)
        .With((long)trace.End)
        .With(trace.Spans)
        .With(trace.Errors)
        .With(trace.Bytes)
        .With(trace.PackedServices)
        .With(trace.Number);

    private TraceRow? Find(TraceId id)
    {
        _find.With(id);
        var trace = !_find.Step() ? null : new TraceRow
        {
            Number = _find.Long(0),
            Id = id,
            Owner = _services.Of(_find.Long(2)),
            Name = _find.TextRef(4),
            FirstSource = _find.Long(5),
            FirstStart = (ulong)_find.Long(6),
            HasRoot = _find.Int(7) != 0,
            Start = (ulong)_find.Long(8),
            End = (ulong)_find.Long(9),
            Spans = _find.Int(10),
            Errors = _find.Int(11),
            Bytes = _find.Long(12),
            Services = TraceRow.Unpack(_find.Blob(13)),
        };
        _find.Reset();
        return trace;
    }

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _update.Dispose();
    }
}
