using Aspire.Dashboard.Telemetry.Storage;

namespace Aspire.Dashboard.Telemetry.Queries;

/// <summary>What rows refer to by number: names, services and sources.</summary>
internal sealed class Names(Database database) : IDisposable
{
    private const int MostSources = 1000;

    private readonly NameReader _texts = new(database);
    private readonly Statement _service = database.Prepare("SELECT id FROM services WHERE name = ?");
    private readonly Statement _services = database.Prepare("SELECT id, name FROM services");
    private readonly Statement _source = database.Prepare("SELECT wire FROM sources WHERE id = ?");
    private readonly Dictionary<long, string> _knownServices = [];
    private readonly Dictionary<long, TelemetrySource> _knownSources = [];

    internal string Text(TextRef reference) => _texts.Read(reference);

    internal IReadOnlyList<string> AllServices
    {
        get
        {
            ReadServices();
            return [.. _knownServices.Values.Order(StringComparer.Ordinal)];
        }
    }

    internal long? ServiceNumber(string name)
    {
        var number = _service.With(name).Step() ? _service.Long(0) : (long?)null;
        _service.Reset();
        return number;
    }

    internal string Service(long number)
    {
        if (!_knownServices.ContainsKey(number))
            ReadServices();
        return _knownServices[number];
    }

    internal TelemetrySource Source(long number)
    {
        if (_knownSources.TryGetValue(number, out var source))
            return source;
        if (_knownSources.Count >= MostSources)
            _knownSources.Clear();
        _source.With(number).Step();
        source = new TelemetrySource(_source.Blob(0).ToArray());
        _source.Reset();
        _knownSources.Add(number, source);
        return source;
    }

    private void ReadServices()
    {
        while (_services.Step())
            _knownServices[_services.Long(0)] = _services.Text(1);
        _services.Reset();
    }

    public void Dispose()
    {
        _texts.Dispose();
        _service.Dispose();
        _services.Dispose();
        _source.Dispose();
    }
}
