namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Who sent it: the resources, each kept once.</summary>
internal sealed class SourceTable : IDisposable
{
    private const int MostKnown = 1000;

    private readonly ServiceTable _services;
    private readonly Dictionary<TelemetrySource, SourceRow> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Statement _find, _insert;

    internal SourceTable(Database database, ServiceTable services)
    {
        _services = services;
        _find = database.Prepare("SELECT id FROM sources WHERE wire = ?");
        _insert = database.Prepare("INSERT INTO sources (service, instance, wire) VALUES (?, ?, ?) RETURNING id");
    }

    internal SourceRow Of(TelemetrySource source)
    {
        if (_known.TryGetValue(source, out var row))
            return row;
        if (_known.Count >= MostKnown)
            _known.Clear();
        var service = _services.Of(source.Service);
        row = new SourceRow(Find(source.Wire) ?? Insert(source, service), service);
        _known.Add(source, row);
        return row;
    }

    private long? Find(byte[] wire)
    {
        var id = _find.With(wire).Step() ? _find.Long(0) : (long?)null;
        _find.Reset();
        return id;
    }

    private long Insert(TelemetrySource source, ServiceShare service)
    {
        _insert.With(service.Id).With(source.Instance).With(source.Wire).Step();
        var id = _insert.Long(0);
        _insert.Reset();
        return id;
    }

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
    }
}

internal sealed record SourceRow(long Id, ServiceShare Service);
