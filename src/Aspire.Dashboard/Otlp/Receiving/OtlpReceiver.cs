using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>Takes traces, log records and metrics by OTLP: gRPC, and HTTP with protobuf.</summary>
/// <remarks><see href="https://opentelemetry.io/docs/specs/otlp/"/>. Three unary calls need no gRPC library.</remarks>
internal sealed class OtlpReceiver(DashboardOptions options, TelemetryStore store)
{
    private const string ApiKeyHeader = "x-otlp-api-key";
    private const string Protobuf = "application/x-protobuf";
    private const string Grpc = "application/grpc";

    /// <summary>When what cannot be taken now should be sent again.</summary>
    private const int RetryAfterSeconds = 1;

    private readonly Sources _sources = new();
    private readonly KnownSeries _series = new();

    private delegate Task<byte[]> Take(ReadOnlyMemory<byte> request, CancellationToken cancellationToken);

    internal Task HandleAsync(HttpContext context) =>
        context.Request.ContentType?.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase) == true ? HandleGrpcAsync(context) : HandleHttpAsync(context);

    private async Task HandleGrpcAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = Grpc;
        try
        {
            Authenticate(context.Request);
            Take take = context.Request.Path.Value switch
            {
                "/opentelemetry.proto.collector.trace.v1.TraceService/Export" => TakeSpansAsync,
                "/opentelemetry.proto.collector.logs.v1.LogsService/Export" => TakeLogsAsync,
                "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" => TakePointsAsync,
                var path => throw new OtlpRefusal(OtlpStatus.Unimplemented, $"{path} is not served; traces, logs and metrics are."),
            };
            var answer = await take(await OtlpBody.ReadGrpcAsync(context.Request, context.RequestAborted).ConfigureAwait(false), context.RequestAborted).ConfigureAwait(false);
            byte[] frame = [0, 0, 0, (byte)(answer.Length >> 8), (byte)answer.Length, .. answer];
            await response.Body.WriteAsync(frame, context.RequestAborted).ConfigureAwait(false);
            response.AppendTrailer("grpc-status", "0");
        }
        catch (OtlpRefusal refusal)
        {
            Refuse(refusal.Status, refusal.Message);
        }
        catch (WireFormatException failure)
        {
            Refuse(OtlpStatus.InvalidArgument, failure.Message);
        }

        void Refuse(OtlpStatus status, string message)
        {
            response.Headers["grpc-status"] = ((int)status).ToString(CultureInfo.InvariantCulture);
            response.Headers["grpc-message"] = Uri.EscapeDataString(message);
            if (status == OtlpStatus.Unavailable)
                response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(OtlpAnswer.RetryLater(status, message, RetryAfterSeconds)).TrimEnd('=');
        }
    }

    private async Task HandleHttpAsync(HttpContext context)
    {
        try
        {
            Authenticate(context.Request);
            Take take = (context.Request.Method, context.Request.Path.Value) switch
            {
                ("POST", "/v1/traces") => TakeSpansAsync,
                ("POST", "/v1/logs") => TakeLogsAsync,
                ("POST", "/v1/metrics") => TakePointsAsync,
                var (method, path) => throw new OtlpRefusal(OtlpStatus.Unimplemented, $"{method} {path} is not served; POST to /v1/traces, /v1/logs and /v1/metrics is."),
            };
            if (context.Request.ContentType?.StartsWith(Protobuf, StringComparison.OrdinalIgnoreCase) != true)
            {
                await AnswerAsync(StatusCodes.Status415UnsupportedMediaType, OtlpAnswer.Status(OtlpStatus.InvalidArgument, $"Send {Protobuf}: OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.")).ConfigureAwait(false);
                return;
            }
            var answer = await take(await OtlpBody.ReadHttpAsync(context.Request, context.RequestAborted).ConfigureAwait(false), context.RequestAborted).ConfigureAwait(false);
            await AnswerAsync(StatusCodes.Status200OK, answer).ConfigureAwait(false);
        }
        catch (OtlpRefusal refusal)
        {
            if (refusal.Status == OtlpStatus.Unavailable)
                context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            await AnswerAsync(refusal.Status.ToHttp(), OtlpAnswer.Status(refusal.Status, refusal.Message)).ConfigureAwait(false);
        }
        catch (WireFormatException failure)
        {
            await AnswerAsync(StatusCodes.Status400BadRequest, OtlpAnswer.Status(OtlpStatus.InvalidArgument, failure.Message)).ConfigureAwait(false);
        }

        Task AnswerAsync(int status, byte[] answer)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = Protobuf;
            context.Response.ContentLength = answer.Length;
            return context.Response.Body.WriteAsync(answer, context.RequestAborted).AsTask();
        }
    }

    private void Authenticate(HttpRequest request)
    {
        if (options.OtlpApiKey is not { } key)
            return;
        var given = Encoding.UTF8.GetBytes(request.Headers[ApiKeyHeader].ToString());
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(given), SHA256.HashData(Encoding.UTF8.GetBytes(key))))
            throw new OtlpRefusal(OtlpStatus.Unauthenticated, $"The header {ApiKeyHeader} does not hold the key that DASHBOARD__OTLP__PRIMARYAPIKEY sets. OTEL_EXPORTER_OTLP_HEADERS={ApiKeyHeader}=<key> sends it.");
    }

    private async Task<byte[]> TakeSpansAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var decoded = new SpanDecoder(_sources).Decode(request.Span);
        await KeepAsync(store.AddAsync(decoded.Items, cancellationToken)).ConfigureAwait(false);
        return OtlpAnswer.Taken(decoded.Rejected, decoded.Reason);
    }

    private async Task<byte[]> TakeLogsAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var decoded = new LogDecoder(_sources).Decode(request.Span);
        await KeepAsync(store.AddAsync(decoded.Items, cancellationToken)).ConfigureAwait(false);
        return OtlpAnswer.Taken(decoded.Rejected, decoded.Reason);
    }

    private async Task<byte[]> TakePointsAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var decoded = new MetricDecoder(_sources, _series).Decode(request.Span);
        await KeepAsync(store.AddAsync(decoded.Items, cancellationToken)).ConfigureAwait(false);
        return OtlpAnswer.Taken(decoded.Rejected, decoded.Reason);
    }

    private static async Task KeepAsync(Task keeping)
    {
        try
        {
            await keeping.ConfigureAwait(false);
        }
        catch (TelemetryRefusedException refusal)
        {
            throw new OtlpRefusal(OtlpStatus.Unavailable, refusal.Message);
        }
        catch (TelemetryLostException loss)
        {
            throw new OtlpRefusal(OtlpStatus.Internal, loss.Message);
        }
    }
}
