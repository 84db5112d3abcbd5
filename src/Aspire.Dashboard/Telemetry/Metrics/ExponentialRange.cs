using Aspire.Dashboard.Otlp.Wire;

namespace Aspire.Dashboard.Telemetry.Metrics;

/// <summary>Exponential buckets of one sign, from the first that is used to the last.</summary>
internal sealed class ExponentialRange
{
    // At the finest scale the largest number there is falls into this bucket.
    private const int Furthest = 1 << 30;

    private int _offset;
    private double[] _counts = [];

    internal int Length => _counts.Length;

    internal IEnumerable<(int Index, double Count)> All
    {
        get
        {
            for (var place = 0; place < _counts.Length; place++)
            {
                if (_counts[place] > 0)
                    yield return (_offset + place, _counts[place]);
            }
        }
    }

    internal static ExponentialRange Read(ReadOnlySpan<byte> message)
    {
        var offset = 0;
        var counts = new List<ulong>();
        for (var reader = new WireReader(message); reader.MoveNext();)
        {
            if (reader.Field == 1)
                offset = reader.ReadSigned32();
            else if (reader.Field == 2)
                reader.ReadVarints(counts);
            else
                reader.Skip();
        }
        if (Math.Abs((long)offset) > Furthest)
            throw new WireFormatException($"The offset of a range of buckets is {offset}; {Furthest} is the most that a measurement can need.");
        return new ExponentialRange { _offset = offset, _counts = [.. counts.Select(count => (double)count)] };
    }

    /// <summary>How many buckets it would have with another added that is finer by so many steps.</summary>
    internal int LengthWith(ExponentialRange other, int steps)
    {
        if (_counts.Length == 0 || other._counts.Length == 0)
            return _counts.Length + other._counts.Length;
        var first = Math.Min(_offset, other._offset >> steps);
        return Math.Max(_offset + _counts.Length - 1, (other._offset + other._counts.Length - 1) >> steps) - first + 1;
    }

    /// <summary>Brings it to a scale that is coarser by so many steps: each joins two buckets into one.</summary>
    internal void Coarsen(int steps)
    {
        if (_counts.Length == 0)
            return;
        var (offset, counts) = (_offset, _counts);
        (_offset, _counts) = (offset >> steps, new double[((offset + counts.Length - 1) >> steps) - (offset >> steps) + 1]);
        for (var place = 0; place < counts.Length; place++)
            _counts[((offset + place) >> steps) - _offset] += counts[place];
    }

    /// <summary>Adds a share of another range that is finer by so many steps.</summary>
    internal void Add(ExponentialRange other, int steps, double share)
    {
        if (other._counts.Length == 0)
            return;
        Cover(other._offset >> steps, (other._offset + other._counts.Length - 1) >> steps);
        for (var place = 0; place < other._counts.Length; place++)
            _counts[((other._offset + place) >> steps) - _offset] += other._counts[place] * share;
    }

    private void Cover(int first, int last)
    {
        if (_counts.Length > 0 && first >= _offset && last < _offset + _counts.Length)
            return;
        if (_counts.Length > 0)
            (first, last) = (Math.Min(first, _offset), Math.Max(last, _offset + _counts.Length - 1));
        var counts = new double[last - first + 1];
        _counts.CopyTo(counts, _counts.Length == 0 ? 0 : _offset - first);
        (_offset, _counts) = (first, counts);
    }
}
