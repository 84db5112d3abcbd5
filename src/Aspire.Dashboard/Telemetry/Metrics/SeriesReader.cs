using Aspire.Dashboard.Telemetry.Storage;

namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>Reads the points of a series.</summary>
internal sealed class SeriesReader(Database database) : IDisposable
{
    internal const int WireColumn = 4;

    private readonly Statement _before = database.Prepare("SELECT max(time) FROM points WHERE series = ? AND time < ?");
    private readonly Statement _after = database.Prepare("SELECT min(time) FROM points WHERE series = ? AND time >= ?");
    private readonly Statement _sumBefore = database.Prepare("SELECT ifnull(sum(value), 0), ifnull(max(time), 0) FROM points WHERE series = ? AND time < ?");
    private readonly Statement _points = database.Prepare("SELECT start, time, value, count, wire FROM points WHERE series = ? AND time >= ? AND time <= ? ORDER BY time");

    /// <summary>The points of a time, in their order, the last one before it, and the first one after it: what grew until then grew in the time as well.</summary>
    internal IEnumerable<SeriesPoint> Read(long series, Steps steps, CancellationToken cancellationToken)
    {
        _before.With(series).With(steps.From).Step();
        var from = _before.IsNull(0) ? steps.From : _before.Long(0);
        _before.Reset();
        return Read(series, from, End(series, steps), cancellationToken);
    }

    /// <summary>The points of a time, in their order, and all those before it as one: of what tells changes the value is their sum.</summary>
    internal IEnumerable<SeriesPoint> ReadChanges(long series, Steps steps, CancellationToken cancellationToken)
    {
        _sumBefore.With(series).With(steps.From).Step();
        var (sum, last) = (_sumBefore.Double(0), _sumBefore.Long(1));
        _sumBefore.Reset();
        if (last > 0)
            yield return new SeriesPoint(last, last, sum, 0, _points);
        foreach (var point in Read(series, steps.From, End(series, steps), cancellationToken))
            yield return point;
    }

    private long End(long series, Steps steps)
    {
        _after.With(series).With(steps.To).Step();
        var end = _after.IsNull(0) ? steps.To : _after.Long(0);
        _after.Reset();
        return end;
    }

    private IEnumerable<SeriesPoint> Read(long series, long from, long to, CancellationToken cancellationToken)
    {
        try
        {
            for (_points.With(series).With(from).With(to); _points.Step();)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new SeriesPoint(_points.Long(0), _points.Long(1), _points.Double(2), _points.Long(3), _points);
            }
        }
        finally
        {
            _points.Reset();
        }
    }

    public void Dispose()
    {
        _before.Dispose();
        _after.Dispose();
        _sumBefore.Dispose();
        _points.Dispose();
    }
}
