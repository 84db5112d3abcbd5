namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Drops the oldest part of all of a service's series at once, and series that have nothing left.</summary>
internal sealed class PointRoom(Database database, SeriesTable series, Totals totals) : Room.IPart
{
    /// <summary>How much of the time that is kept is dropped at once: less would go through all series too often.</summary>
    private const int Part = 16;

    private readonly Statement _series = database.Prepare("""
        SELECT series.id, length(attributes), (SELECT min(time) FROM points WHERE series = series.id), (SELECT max(time) FROM points WHERE series = series.id)
        FROM instruments CROSS JOIN series ON series.instrument = instruments.id WHERE service = ?
        """);

    private readonly Statement _measure = database.Prepare($"SELECT count(*), ifnull(sum(ifnull(length(wire), 0) + {PointWriter.Overhead}), 0) FROM points WHERE series = ? AND time <= ?");
    private readonly Statement _measureExemplars = database.Prepare($"SELECT ifnull(sum(length(attributes) + {PointWriter.Overhead}), 0) FROM exemplars WHERE series = ? AND time <= ?");
    private readonly Statement _drop = database.Prepare("DELETE FROM points WHERE series = ? AND time <= ?");
    private readonly Statement _dropExemplars = database.Prepare("DELETE FROM exemplars WHERE series = ? AND time <= ?");
    private readonly Statement _dropSeries = database.Prepare("DELETE FROM series WHERE id = ?");

    public long BytesOf(ServiceShare service) => service.PointBytes;

    public bool DropOldest(ServiceShare service, Func<bool> isFull)
    {
        var all = new List<(long Id, int Attributes, long First, long Last)>();
        for (_series.With(service.Id); _series.Step();)
            all.Add((_series.Long(0), _series.Int(1), _series.Long(2), _series.Long(3)));
        _series.Reset();
        if (all.Count == 0)
            return false;

        var (first, last) = (all.Min(one => one.First), all.Max(one => one.Last));
        var upTo = first + (last - first) / Part;
        foreach (var one in all.Where(one => one.First <= upTo))
        {
            var (count, bytes) = Measure(one.Id, upTo);
            _drop.With(one.Id).With(upTo).Run();
            _dropExemplars.With(one.Id).With(upTo).Run();
            if (one.Last <= upTo)
            {
                _dropSeries.With(one.Id).Run();
                bytes += SeriesTable.Size(one.Attributes);
            }
            service.PointBytes -= bytes;
            totals.Points -= count;
            totals.DroppedPoints += count;
        }
        series.Forget();
        return true;
    }

    private (long Count, long Bytes) Measure(long id, long upTo)
    {
        _measure.With(id).With(upTo).Step();
        var (count, bytes) = (_measure.Long(0), _measure.Long(1));
        _measure.Reset();
        _measureExemplars.With(id).With(upTo).Step();
        bytes += _measureExemplars.Long(0);
        _measureExemplars.Reset();
        return (count, bytes);
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _series, _measure, _measureExemplars, _drop, _dropExemplars, _dropSeries })
            statement.Dispose();
    }
}
