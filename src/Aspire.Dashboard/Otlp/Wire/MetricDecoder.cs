using System.Buffers;
using Aspire.Dashboard.Telemetry;
using Aspire.Dashboard.Telemetry.Metrics;

namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>Reads OTLP's <c>ExportMetricsServiceRequest</c>.</summary>
/// <remarks><see href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/metrics/v1/metrics.proto"/>.</remarks>
internal sealed class MetricDecoder(Sources sources, KnownSeries known)
{
    private readonly ArrayBufferWriter<byte> _attributes = new(256);
    private readonly ArrayBufferWriter<byte> _kept = new(256);

    internal Decoded<StoredPoint> Decode(ReadOnlySpan<byte> request)
    {
        var decoded = new Decoded<StoredPoint>();
        ExportRequest.Walk(request, (resource, scope, metric) => Read(decoded, sources.SourceOf(resource), sources.ScopeOf(scope), metric));
        return decoded;
    }

    private void Read(Decoded<StoredPoint> decoded, TelemetrySource source, string scope, ReadOnlySpan<byte> metric)
    {
        string name = "", description = "", unit = "";
        MetricKind? kind = null;
        ReadOnlySpan<byte> data = default;
        for (var reader = new WireReader(metric); reader.MoveNext();)
        {
            switch (reader.Field)
            {
                case 1:
                    name = sources.Shared(reader.ReadBytes());
                    break;
                case 2:
                    description = sources.Shared(reader.ReadBytes());
                    break;
                case 3:
                    unit = sources.Shared(reader.ReadBytes());
                    break;
                case (int)MetricKind.Gauge or (int)MetricKind.Sum or (int)MetricKind.Histogram or (int)MetricKind.ExponentialHistogram or (int)MetricKind.Summary:
                    kind = (MetricKind)reader.Field;
                    data = reader.ReadBytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        if (kind is { } known && name.Length > 0)
            ReadPoints(decoded, source, Describe(source.Service, scope, name, unit, description, known, data), data);
        else
            decoded.Reject("A metric needs a name, and data of a kind that is known: gauge, sum, histogram, exponential histogram or summary.");
    }

    private static Instrument Describe(string service, string scope, string name, string unit, string description, MetricKind kind, ReadOnlySpan<byte> data)
    {
        ulong temporality = 0, monotonic = 0;
        for (var reader = new WireReader(data); reader.MoveNext();)
        {
            if (reader.Field == 2)
                temporality = reader.ReadVarint();
            else if (reader.Field == 3)
                monotonic = reader.ReadVarint();
            else
                reader.Skip();
        }
        return new Instrument(service, scope, name, unit, description, kind, temporality <= (ulong)Temporality.Cumulative ? (Temporality)temporality : Temporality.Unspecified, monotonic != 0);
    }

    private void ReadPoints(Decoded<StoredPoint> decoded, TelemetrySource source, Instrument instrument, ReadOnlySpan<byte> data)
    {
        var fields = PointFields.Of(instrument.Kind);
        for (var reader = new WireReader(data); reader.MoveNext();)
        {
            if (reader.Field != 1)
            {
                reader.Skip();
                continue;
            }
            var point = reader.ReadBytes();
            _attributes.ResetWrittenCount();
            Attributes.Copy(point, fields.Attributes, _attributes);
            var series = known.Of(source, instrument, _attributes.WrittenSpan);
            if (fields.IsNumber)
                ReadNumber(decoded, series, point, fields);
            else
                ReadDistribution(decoded, series, point, fields);
        }
    }

    private static void ReadNumber(Decoded<StoredPoint> decoded, MetricSeries series, ReadOnlySpan<byte> point, PointFields fields)
    {
        ulong start = 0, time = 0, flags = 0;
        double? value = null;
        List<StoredExemplar>? exemplars = null;
        for (var reader = new WireReader(point); reader.MoveNext();)
        {
            switch (reader.Field)
            {
                case 2:
                    start = reader.ReadFixed64();
                    break;
                case 3:
                    time = reader.ReadFixed64();
                    break;
                case 4:
                    value = reader.ReadDouble();
                    break;
                case 6:
                    value = (long)reader.ReadFixed64();
                    break;
                case 8:
                    flags = reader.ReadVarint();
                    break;
                default:
                    if (reader.Field == fields.Exemplars)
                        (exemplars ??= []).Add(ReadExemplar(reader.ReadBytes()));
                    else
                        reader.Skip();
                    break;
            }
        }
        if (HasNoValue(flags))
            return;
        if (time == 0 || value is not { } number || double.IsNaN(number))
            decoded.Reject("A point needs a time and a value.");
        else
            decoded.Items.Add(new StoredPoint { Series = series, Start = start, Time = time, Value = number, Exemplars = exemplars ?? [] });
    }

    private void ReadDistribution(Decoded<StoredPoint> decoded, MetricSeries series, ReadOnlySpan<byte> point, PointFields fields)
    {
        ulong start = 0, time = 0, flags = 0, count = 0;
        double sum = 0;
        List<StoredExemplar>? exemplars = null;
        _kept.ResetWrittenCount();
        for (var reader = new WireReader(point); reader.MoveNext();)
        {
            if (reader.Field == fields.Exemplars)
                (exemplars ??= []).Add(ReadExemplar(reader.ReadBytes()));
            else if (reader.Field == fields.Flags)
                flags = reader.ReadVarint();
            else if (reader.Field == 2)
                start = reader.ReadFixed64();
            else if (reader.Field == 3)
                time = reader.ReadFixed64();
            else if (reader.Field == 4)
                count = reader.ReadFixed64();
            else if (reader.Field == 5)
                sum = reader.ReadDouble();
            else if (reader.Field == fields.Attributes)
                reader.Skip();
            else
                reader.Copy(_kept);
        }
        if (HasNoValue(flags))
            return;
        if (time == 0)
        {
            decoded.Reject("A point needs a time.");
            return;
        }
        var wire = _kept.WrittenSpan.ToArray();
        if (DistributionPoint.Problem(series.Instrument.Kind, wire) is { } problem)
            decoded.Reject(problem);
        else
            decoded.Items.Add(new StoredPoint { Series = series, Start = start, Time = time, Value = double.IsFinite(sum) ? sum : 0, Count = count, Wire = wire, Exemplars = exemplars ?? [] });
    }

    private static StoredExemplar ReadExemplar(ReadOnlySpan<byte> exemplar)
    {
        ulong time = 0;
        double value = 0;
        var traceId = default(TraceId);
        var spanId = default(SpanId);
        for (var reader = new WireReader(exemplar); reader.MoveNext();)
        {
            switch (reader.Field)
            {
                case 2:
                    time = reader.ReadFixed64();
                    break;
                case 3:
                    value = reader.ReadDouble();
                    break;
                case 4:
                    spanId = SpanId.Read(reader.ReadBytes());
                    break;
                case 5:
                    traceId = TraceId.Read(reader.ReadBytes());
                    break;
                case 6:
                    value = (long)reader.ReadFixed64();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        var attributes = new ArrayBufferWriter<byte>();
        Attributes.Copy(exemplar, field: 7, attributes);
        return new StoredExemplar(time, value, traceId, spanId, attributes.WrittenSpan.ToArray());
    }

    // The series is known to have ended, or was not measured.
    private static bool HasNoValue(ulong flags) => (flags & 1) != 0;

    /// <summary>Where what all points have stands in them: each kind numbers it in its own way.</summary>
    private readonly record struct PointFields(int Attributes, int Exemplars, int Flags, bool IsNumber = false)
    {
        private const int None = -1;

        internal static PointFields Of(MetricKind kind) => kind switch
        {
            MetricKind.Histogram => new(Attributes: 9, Exemplars: 8, Flags: 10),
            MetricKind.ExponentialHistogram => new(Attributes: 1, Exemplars: 11, Flags: 10),
            MetricKind.Summary => new(Attributes: 7, Exemplars: None, Flags: 8),
            _ => new(Attributes: 7, Exemplars: 5, Flags: 8, IsNumber: true),
        };
    }
}
