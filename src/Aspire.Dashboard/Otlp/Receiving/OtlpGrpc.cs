using Aspire.Dashboard.Grpc;
using Aspire.Dashboard.Otlp.Wire;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>Answers a call by gRPC.</summary>
internal sealed class OtlpGrpc(OtlpReceiver receiver)
{
    internal async Task HandleAsync(HttpContext context)
    {
        var call = new GrpcCall(context);
        try
        {
            receiver.Authenticate(context.Request);
            var signal = OtlpSignal.ByGrpcPath(call.Path)
                ?? throw new GrpcRefusal(GrpcStatus.Unimplemented, $"{call.Path} is not served; traces, logs and metrics are.");
            var message = await call.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            var (rejected, reason) = await receiver.TakeAsync(signal, message, context.RequestAborted).ConfigureAwait(false);
            await call.WriteAsync(OtlpAnswer.Taken(rejected, reason), context.RequestAborted).ConfigureAwait(false);
            call.End(GrpcStatus.Ok);
        }
        catch (GrpcRefusal refusal)
        {
            call.End(refusal.Status, refusal.Message, refusal.Status == GrpcStatus.Unavailable ? OtlpAnswer.RetryLater(refusal.Status, refusal.Message, OtlpReceiver.RetryAfterSeconds) : null);
        }
        catch (WireFormatException failure)
        {
            call.End(GrpcStatus.InvalidArgument, failure.Message);
        }
    }
}
