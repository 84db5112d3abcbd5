using System.Globalization;
using Aspire.Dashboard.Grpc;
using Aspire.Dashboard.Otlp.Json;
using Aspire.Dashboard.Otlp.Wire;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>Answers a request by HTTP, in the language in which it was asked.</summary>
internal sealed class OtlpHttp(OtlpReceiver receiver)
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    internal async Task HandleAsync(HttpContext context)
    {
        var isJson = context.Request.ContentType?.StartsWith(Json, StringComparison.OrdinalIgnoreCase) == true;
        try
        {
            receiver.Authenticate(context.Request);
            var signal = OtlpSignal.ByHttpPath(context.Request.Path.Value) is { } known && HttpMethods.IsPost(context.Request.Method)
                ? known
                : throw new GrpcRefusal(GrpcStatus.Unimplemented, $"{context.Request.Method} {context.Request.Path.Value} is not served; POST to /v1/traces, /v1/logs and /v1/metrics is.");
            if (!isJson && context.Request.ContentType?.StartsWith(Protobuf, StringComparison.OrdinalIgnoreCase) != true)
            {
                var message = $"Send {Protobuf} or {Json}: OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf or http/json.";
                await AnswerAsync(context, StatusCodes.Status415UnsupportedMediaType, Status(isJson, GrpcStatus.InvalidArgument, message), isJson).ConfigureAwait(false);
                return;
            }
            var body = await OtlpBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
            if (isJson)
                body = JsonTranscoder.ToWire(signal.Json, body.Span);
            var (rejected, reason) = await receiver.TakeAsync(signal, body, context.RequestAborted).ConfigureAwait(false);
            var answer = isJson ? OtlpJsonAnswer.Taken(signal, rejected, reason) : OtlpAnswer.Taken(rejected, reason);
            await AnswerAsync(context, StatusCodes.Status200OK, answer, isJson).ConfigureAwait(false);
        }
        catch (GrpcRefusal refusal)
        {
            if (refusal.Status == GrpcStatus.Unavailable)
                context.Response.Headers.RetryAfter = OtlpReceiver.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            await AnswerAsync(context, refusal.Status.ToHttp(), Status(isJson, refusal.Status, refusal.Message), isJson).ConfigureAwait(false);
        }
        catch (WireFormatException failure)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, Status(isJson, GrpcStatus.InvalidArgument, failure.Message), isJson).ConfigureAwait(false);
        }
        catch (BadHttpRequestException failure)
        {
            await AnswerAsync(context, failure.StatusCode, Status(isJson, GrpcStatus.ResourceExhausted, failure.Message), isJson).ConfigureAwait(false);
        }
    }

    private static byte[] Status(bool isJson, GrpcStatus status, string message) => isJson ? OtlpJsonAnswer.Status(status, message) : OtlpAnswer.Status(status, message);

    private static Task AnswerAsync(HttpContext context, int status, byte[] answer, bool isJson)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = isJson ? Json : Protobuf;
        context.Response.ContentLength = answer.Length;
        return context.Response.Body.WriteAsync(answer, context.RequestAborted).AsTask();
    }
}
