namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>The services, and how much room each takes.</summary>
internal sealed class ServiceTable : IDisposable
{
    // A sender that makes up a new name for each request must not fill the memory.
    private const int MostServices = 1000;
    private const string Others = "others";

    private readonly Dictionary<string, ServiceShare> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly Statement _insert, _update;

    internal ServiceTable(Database database)
    {
        _insert = database.Prepare("INSERT INTO services (id, name, span_bytes, log_bytes, point_bytes) VALUES (?, ?, 0, 0, 0)");
        _update = database.Prepare("UPDATE services SET span_bytes = ?, log_bytes = ?, point_bytes = ? WHERE id = ?");
        using var all = database.Prepare("SELECT id, name, span_bytes, log_bytes, point_bytes FROM services");
        while (all.Step())
            _known.Add(all.Text(1), new ServiceShare(all.Long(0), all.Text(1)) { SpanBytes = all.Long(2), LogBytes = all.Long(3), PointBytes = all.Long(4), IsChanged = false });
    }

    internal IEnumerable<ServiceShare> All => _known.Values;

    internal long Bytes => _known.Values.Sum(service => service.SpanBytes + service.LogBytes + service.PointBytes);

    internal IReadOnlyList<string> Names => [.. _known.Values.Select(service => service.Name).Order(StringComparer.Ordinal)];

    internal ServiceShare Of(string name)
    {
        if (_known.TryGetValue(name, out var service))
            return service;
        if (_known.Count >= MostServices && name != Others)
            return Of(Others);
        service = new ServiceShare(_known.Count + 1, name);
        _insert.With(service.Id).With(name).Run();
        _known.Add(name, service);
        return service;
    }

    internal ServiceShare Of(long id) => _known.Values.First(service => service.Id == id);

    internal void Flush()
    {
        foreach (var service in _known.Values)
        {
            if (!service.IsChanged)
                continue;
            _update.With(service.SpanBytes).With(service.LogBytes).With(service.PointBytes).With(service.Id).Run();
            service.IsChanged = false;
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
    }
}

/// <summary>A service's part of the room.</summary>
internal sealed class ServiceShare(long id, string name)
{
    internal long Id { get; } = id;

    internal string Name { get; } = name;

    /// <summary>Of the traces that began with this service.</summary>
    internal long SpanBytes
    {
        get;
        set => (field, IsChanged) = (value, true);
    }

    internal long LogBytes
    {
        get;
        set => (field, IsChanged) = (value, true);
    }

    /// <summary>Of its metrics.</summary>
    internal long PointBytes
    {
        get;
        set => (field, IsChanged) = (value, true);
    }

    internal bool IsChanged { get; set; }
}
