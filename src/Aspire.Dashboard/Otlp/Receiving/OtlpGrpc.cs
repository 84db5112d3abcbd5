using System.Buffers.Binary;
using System.Globalization;
using Aspire.Dashboard.Otlp.Wire;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>Answers a call by gRPC.</summary>
internal sealed class OtlpGrpc(OtlpReceiver receiver)
{
    private const string ContentType = "application/grpc";
    private const int PrefixLength = 5;

    internal static bool IsGrpc(HttpRequest request) => request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) == true;

    internal async Task HandleAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = ContentType;
        try
        {
            receiver.Authenticate(context.Request);
            var signal = OtlpSignal.ByGrpcPath(context.Request.Path.Value)
                ?? throw new OtlpRefusal(OtlpStatus.Unimplemented, $"{context.Request.Path.Value} is not served; traces, logs and metrics are.");
            var message = await OtlpBody.ReadGrpcAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
            var (rejected, reason) = await receiver.TakeAsync(signal, message, context.RequestAborted).ConfigureAwait(false);
            var answer = OtlpAnswer.Taken(rejected, reason);
            var frame = new byte[PrefixLength + answer.Length];
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), answer.Length);
            answer.CopyTo(frame, PrefixLength);
            await response.Body.WriteAsync(frame, context.RequestAborted).ConfigureAwait(false);
            response.AppendTrailer("grpc-status", "0");
        }
        catch (OtlpRefusal refusal)
        {
            Refuse(response, refusal.Status, refusal.Message);
        }
        catch (WireFormatException failure)
        {
            Refuse(response, OtlpStatus.InvalidArgument, failure.Message);
        }
        catch (BadHttpRequestException failure)
        {
            Refuse(response, OtlpStatus.ResourceExhausted, failure.Message);
        }
    }

    private static void Refuse(HttpResponse response, OtlpStatus status, string message)
    {
        response.Headers["grpc-status"] = ((int)status).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(message);
        if (status == OtlpStatus.Unavailable)
            response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(OtlpAnswer.RetryLater(status, message, OtlpReceiver.RetryAfterSeconds)).TrimEnd('=');
    }
}
