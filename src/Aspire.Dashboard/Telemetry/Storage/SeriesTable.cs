namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Instruments and their series, each kept once.</summary>
internal sealed class SeriesTable : IDisposable
{
    private const int MostKnown = 20_000;

    private readonly SourceTable _sources;
    private readonly Dictionary<MetricSeries, SeriesRow> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Instrument, long> _instruments = [];
    private readonly Statement _findInstrument, _insertInstrument, _find, _insert;

    internal SeriesTable(Database database, SourceTable sources)
    {
        const string InstrumentColumns = "service, meter, name, kind, temporality, monotonic, unit, description";
        _sources = sources;
        _findInstrument = database.Prepare($"SELECT id FROM instruments WHERE ({InstrumentColumns}) = (?, ?, ?, ?, ?, ?, ?, ?)");
        _insertInstrument = database.Prepare($"INSERT INTO instruments ({InstrumentColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
        _find = database.Prepare("SELECT id FROM series WHERE instrument = ? AND source = ? AND attributes = ?");
        _insert = database.Prepare("INSERT INTO series (instrument, source, attributes) VALUES (?, ?, ?) RETURNING id");
    }

    internal static int Size(int attributes) => attributes + Room.Overhead;

    internal SeriesRow Of(MetricSeries series)
    {
        if (_known.TryGetValue(series, out var row))
            return row;
        if (_known.Count >= MostKnown)
            Forget();
        var source = _sources.Of(series.Source);
        var instrument = InstrumentOf(series.Instrument, source.Service);
        if (First(_find.With(instrument).With(source.Id).With(series.Attributes)) is not { } id)
        {
            id = First(_insert.With(instrument).With(source.Id).With(series.Attributes))!.Value;
            source.Service.PointBytes += Size(series.Attributes.Length);
        }
        row = new SeriesRow(id, source.Service);
        _known.Add(series, row);
        return row;
    }

    /// <summary>To be called when rows were deleted.</summary>
    internal void Forget()
    {
        _known.Clear();
        _instruments.Clear();
    }

    private long InstrumentOf(Instrument instrument, ServiceShare service)
    {
        if (_instruments.TryGetValue(instrument, out var id))
            return id;
        id = First(With(_findInstrument)) ?? First(With(_insertInstrument))!.Value;
        _instruments.Add(instrument, id);
        return id;

        Statement With(Statement statement) => statement
            .With(service.Id)
            .With(instrument.Meter)
            .With(instrument.Name)
            .With((long)instrument.Kind)
            .With((long)instrument.Temporality)
            .With(instrument.IsMonotonic ? 1 : 0)
            .With(instrument.Unit)
            .With(instrument.Description);
    }

    private static long? First(Statement statement)
    {
        var id = statement.Step() ? statement.Long(0) : (long?)null;
        statement.Reset();
        return id;
    }

    public void Dispose()
    {
        _findInstrument.Dispose();
        _insertInstrument.Dispose();
        _find.Dispose();
        _insert.Dispose();
    }
}

internal sealed record SeriesRow(long Id, ServiceShare Service);
