using System.Text;
using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry.Queries;
using Aspire.Dashboard.Telemetry.Storage;

namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>Finds instruments, and what they measured over time.</summary>
internal sealed class MetricFinder(Database database, Names names) : IDisposable
{
    private const long Quarter = 15 * 60 * 1_000_000_000L;

    private readonly Statement _first = database.Prepare("SELECT min(time) FROM points WHERE series = ?");
    private readonly Statement _last = database.Prepare("SELECT max(time) FROM points WHERE series = ?");
    private readonly Statement _hasExemplars = database.Prepare("SELECT 1 FROM exemplars WHERE series = ? LIMIT 1");
    private readonly Statement _exemplars = database.Prepare("SELECT time, value, trace_id, span_id, attributes FROM exemplars WHERE series = ? AND time >= ? AND time < ? ORDER BY time DESC LIMIT ?");
    private readonly SeriesReader _reader = new(database);

    /// <summary>The instruments of a service, a meter, or all, in the order of their names.</summary>
    internal IReadOnlyList<InstrumentSummary> Instruments(string? service, string? meter, string? instrument) =>
    [
        .. Find(service, meter, instrument)
            .GroupBy(series => (series.Instrument.Service, series.Instrument.Meter, series.Instrument.Name))
            .OrderBy(group => group.Key)
            .Select(group => Summarize(Newest(group))),
    ];

    /// <summary>What an instrument measured. <see langword="null"/> when there is none of that name.</summary>
    internal MetricAnswer? Ask(MetricQuery query, CancellationToken cancellationToken)
    {
        var all = Find(query.Service, query.Meter, query.Instrument);
        if (all.Count == 0)
            return null;
        var series = Newest(all);
        var instrument = series[0].Instrument;
        var to = query.To ?? series.Max(one => Time(_last, one.Id)) + 1;
        var steps = new Steps(Math.Min(query.From ?? Math.Max(0, to - Quarter), to), to, query.Points);
        if (query.Aggregates.FirstOrDefault(aggregate => !Aggregate.IsKnown(instrument, aggregate)) is { } unknown)
            throw new UnknownAggregateException(instrument, unknown);
        var aggregates = query.Aggregates.Count > 0 ? query.Aggregates : Aggregate.UsualOf(instrument);
        var wanted = series.Where(one => query.Dimensions.All(dimension => dimension.Value.Contains(one.Dimensions.GetValueOrDefault(dimension.Key, "")))).ToList();

        var groups = new List<MetricGroup>();
        foreach (var together in wanted.GroupBy(one => Key(one, query.GroupBy)))
        {
            var group = NewGroup(instrument, steps);
            foreach (var one in together)
                group.Add(Points(one, steps, cancellationToken));
            groups.Add(new MetricGroup(Common(together.First(), query.GroupBy), together.Count(), [.. aggregates.Select(aggregate => KeyValuePair.Create(aggregate, group.Values(aggregate)))]));
        }
        return new MetricAnswer(instrument, steps, [.. groups.OrderByDescending(Size).Take(query.Limit)], groups.Count, Exemplars(wanted, steps, query.Exemplars));
    }

    private static double Size(MetricGroup group) => group.Values.Count == 0 ? 0 : group.Values[0].Value.Sum(value => value is { } number && double.IsFinite(number) ? Math.Abs(number) : 0);

    private static IGroup NewGroup(Instrument instrument, Steps steps)
    {
        var isDelta = instrument.Temporality == Temporality.Delta;
        if (Aggregate.IsDistribution(instrument))
            return new DistributionGroup(steps, instrument.Kind, isDelta);
        return instrument.Kind == MetricKind.Sum && instrument.IsMonotonic ? new GrowthGroup(steps, isDelta) : new LevelGroup(steps, instrument.Kind == MetricKind.Sum && isDelta);
    }

    private IEnumerable<SeriesPoint> Points(FoundSeries series, Steps steps, CancellationToken cancellationToken) =>
        series.Instrument is { Kind: MetricKind.Sum, Temporality: Temporality.Delta }
            ? _reader.ReadChanges(series.Id, steps, cancellationToken)
            : _reader.Read(series.Id, steps, cancellationToken);

    // Series with the same value of each dimension that is told apart have the same key.
    private static string Key(FoundSeries series, IReadOnlyList<string>? groupBy) =>
        groupBy is null ? $"{series.Id}" : string.Join('\0', groupBy.Select(name => series.Dimensions.GetValueOrDefault(name, "")));

    private static IReadOnlyDictionary<string, string> Common(FoundSeries series, IReadOnlyList<string>? groupBy) =>
        groupBy is null ? series.Dimensions : groupBy.Distinct().ToDictionary(name => name, name => series.Dimensions.GetValueOrDefault(name, ""));

    // A service that was changed while it was developed may have described an instrument otherwise before.
    private static List<FoundSeries> Newest(IEnumerable<FoundSeries> series) => [.. series.GroupBy(one => one.Instrument).MaxBy(group => group.Max(one => one.Id))!];

    private InstrumentSummary Summarize(List<FoundSeries> series) => new(
        series[0].Instrument,
        series,
        series.Min(one => Time(_first, one.Id)),
        series.Max(one => Time(_last, one.Id)),
        series.Exists(one => Time(_hasExemplars, one.Id) != 0));

    private static long Time(Statement statement, long series)
    {
        var time = statement.With(series).Step() ? statement.Long(0) : 0;
        statement.Reset();
        return time;
    }

    private List<FoundSeries> Find(string? service, string? meter, string? instrument)
    {
        var sql = new StringBuilder("""
            SELECT series.id, source, attributes, instruments.id, meter, name, unit, description, kind, temporality, monotonic, service
            FROM instruments CROSS JOIN series ON series.instrument = instruments.id WHERE true
            """);
        if (service is not null)
            sql.Append(" AND service = (SELECT id FROM services WHERE name = ?)");
        if (meter is not null)
            sql.Append(" AND meter = ?");
        if (instrument is not null)
            sql.Append(" AND name = ?");
        using var statement = database.Prepare(sql.Append(" ORDER BY series.id").ToString());
        foreach (var name in new[] { service, meter, instrument }.OfType<string>())
            statement.With(name);

        var found = new List<FoundSeries>();
        var instruments = new Dictionary<long, Instrument>();
        while (statement.Step())
        {
            if (!instruments.TryGetValue(statement.Long(3), out var known))
            {
                known = new Instrument(names.Service(statement.Long(11)), statement.Text(4), statement.Text(5), statement.Text(6), statement.Text(7), (MetricKind)statement.Int(8), (Temporality)statement.Int(9), statement.Int(10) != 0);
                instruments.Add(statement.Long(3), known);
            }
            found.Add(new FoundSeries(statement.Long(0), known, Dimensions(statement.Blob(2), names.Source(statement.Long(1)))));
        }
        return found;
    }

    private static Dictionary<string, string> Dimensions(ReadOnlySpan<byte> attributes, TelemetrySource source)
    {
        var dimensions = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var reader = new WireReader(attributes); reader.MoveNext();)
        {
            var attribute = AnyValue.ReadKeyValue(reader.ReadBytes());
            dimensions[Encoding.UTF8.GetString(attribute.Key)] = AnyValue.Text(attribute.Value);
        }
        if (source.Instance is { } instance)
            dimensions["service.instance.id"] = instance;
        return dimensions;
    }

    private List<FoundExemplar> Exemplars(List<FoundSeries> series, Steps steps, int most)
    {
        var found = new List<FoundExemplar>();
        foreach (var one in series)
        {
            for (_exemplars.With(one.Id).With(steps.From).With(steps.To).With(most); _exemplars.Step();)
            {
                var exemplar = new StoredExemplar((ulong)_exemplars.Long(0), _exemplars.Double(1), _exemplars.TraceId(2), new SpanId((ulong)_exemplars.Long(3)), _exemplars.Blob(4).ToArray());
                found.Add(new FoundExemplar(exemplar, one.Dimensions));
            }
            _exemplars.Reset();
        }
        return [.. found.OrderByDescending(exemplar => exemplar.Measured.Time).Take(most)];
    }

    public void Dispose()
    {
        _first.Dispose();
        _last.Dispose();
        _hasExemplars.Dispose();
        _exemplars.Dispose();
        _reader.Dispose();
    }
}
