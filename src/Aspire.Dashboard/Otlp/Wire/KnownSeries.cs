using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>Makes each series of each instrument known once, however often it comes.</summary>
internal sealed class KnownSeries
{
    // A sender that makes up new attributes for each measurement must not fill the memory.
    private const int MostKept = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(TelemetrySource Source, Instrument Instrument), Dictionary<byte[], MetricSeries>> _known = [];
    private int _count;

    /// <summary>The series of a sender with these attributes, in whatever order they come.</summary>
    internal MetricSeries Of(TelemetrySource source, Instrument instrument, ReadOnlySpan<byte> attributes)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue((source, instrument), out var series))
                _known.Add((source, instrument), series = new Dictionary<byte[], MetricSeries>(BytesComparer.Instance));
            var byAttributes = series.GetAlternateLookup<ReadOnlySpan<byte>>();
            if (byAttributes.TryGetValue(attributes, out var known))
                return known;
            if (_count >= MostKept)
            {
                _known.Clear();
                _count = 0;
            }
            known = new MetricSeries(instrument, source, Attributes.InOrder(attributes));
            byAttributes[attributes] = known;
            _count++;
            return known;
        }
    }

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        internal static readonly BytesComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
