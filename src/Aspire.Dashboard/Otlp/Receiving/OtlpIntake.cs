using Aspire.Dashboard.Grpc;
using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>Takes requests apart and hands what they carry to the store.</summary>
internal sealed class OtlpIntake(TelemetryStore store)
{
    private readonly Sources _sources = new();
    private readonly KnownSeries _series = new();

    /// <summary>Ends when it is written.</summary>
    /// <returns>How much could not be taken, and why.</returns>
    /// <exception cref="GrpcRefusal">Nothing of it was taken.</exception>
    internal async Task<(int Rejected, string? Reason)> TakeAsync(OtlpSignal signal, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            if (signal == OtlpSignal.Traces)
                return await KeepAsync(new SpanDecoder(_sources).Decode(request.Span), spans => store.AddAsync(spans, cancellationToken)).ConfigureAwait(false);
            if (signal == OtlpSignal.Logs)
                return await KeepAsync(new LogDecoder(_sources).Decode(request.Span), logs => store.AddAsync(logs, cancellationToken)).ConfigureAwait(false);
            return await KeepAsync(new MetricDecoder(_sources, _series).Decode(request.Span), points => store.AddAsync(points, cancellationToken)).ConfigureAwait(false);
        }
        catch (WireFormatException failure)
        {
            throw new GrpcRefusal(GrpcStatus.InvalidArgument, failure.Message);
        }
        catch (TelemetryRefusedException refusal)
        {
            throw new GrpcRefusal(GrpcStatus.Unavailable, refusal.Message);
        }
        catch (TelemetryLostException loss)
        {
            throw new GrpcRefusal(GrpcStatus.Internal, loss.Message);
        }
    }

    private static async Task<(int Rejected, string? Reason)> KeepAsync<T>(Decoded<T> decoded, Func<IReadOnlyList<T>, Task> add)
    {
        await add(decoded.Items).ConfigureAwait(false);
        return (decoded.Rejected, decoded.Reason);
    }
}
