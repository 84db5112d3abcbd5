namespace Aspire.Dashboard.Telemetry.Analysis;

/// <summary>How often something was done, how often it failed, and how long it took.</summary>
internal sealed class Durations
{
    private readonly List<long> _all = [];
    private bool _isSorted = true;

    internal int Count => _all.Count;

    internal int Errors { get; private set; }

    internal void Add(StoredSpan span) => Add((long)(span.End - span.Start), span.IsError);

    internal void Add(long nanoseconds, bool isError)
    {
        _all.Add(nanoseconds);
        _isSorted = false;
        if (isError)
            Errors++;
    }

    /// <summary>The time, in nanoseconds, that this part of all did not pass, from 0 to 1.</summary>
    internal long? Quantile(double part)
    {
        if (_all.Count == 0)
            return null;
        if (!_isSorted)
            _all.Sort();
        _isSorted = true;
        return _all[Math.Clamp((int)Math.Ceiling(part * _all.Count) - 1, 0, _all.Count - 1)];
    }
}
