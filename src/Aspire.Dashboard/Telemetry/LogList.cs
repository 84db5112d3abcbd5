namespace Aspire.Dashboard.Telemetry;

/// <summary>Log records in the order of their arrival, of which the oldest can be taken away.</summary>
internal sealed class LogList
{
    private readonly List<StoredLog> _records = [];
    private int _oldest;
    private long _lastNumber;

    internal int Count => _records.Count - _oldest;

    internal void Add(StoredLog record) => _records.Add(record with { Number = ++_lastNumber });

    internal StoredLog RemoveOldest()
    {
        var record = _records[_oldest];
        _records[_oldest++] = null!;
        if (_oldest > 1024 && _oldest > _records.Count / 2)
        {
            _records.RemoveRange(0, _oldest);
            _oldest = 0;
        }
        return record;
    }

    internal IEnumerable<StoredLog> NewestFirst(long before)
    {
        for (var index = _records.Count - 1; index >= _oldest; index--)
        {
            if (_records[index].Number < before)
                yield return _records[index];
        }
    }
}
