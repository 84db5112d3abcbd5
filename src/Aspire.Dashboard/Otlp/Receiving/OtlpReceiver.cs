using System.Security.Cryptography;
using System.Text;
using Aspire.Dashboard.Grpc;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>Takes traces, log records and metrics by OTLP: gRPC, and HTTP with protobuf or JSON.</summary>
/// <remarks><see href="https://opentelemetry.io/docs/specs/otlp/"/>. Three unary calls need no gRPC library.</remarks>
internal sealed class OtlpReceiver(DashboardOptions options, OtlpIntake intake)
{
    internal const string ApiKeyHeader = "x-otlp-api-key";

    /// <summary>When what cannot be taken now should be sent again.</summary>
    internal const int RetryAfterSeconds = 1;

    private readonly OtlpCors _cors = new(options.OtlpCors);
    private readonly byte[][] _keys = [.. new[] { options.OtlpApiKey, options.OtlpSecondaryApiKey }.OfType<string>().Select(key => SHA256.HashData(Encoding.UTF8.GetBytes(key)))];

    internal Task HandleAsync(HttpContext context)
    {
        if (GrpcCall.IsGrpc(context.Request))
            return new OtlpGrpc(this).HandleAsync(context);
        return _cors.Allows(context) ? Task.CompletedTask : new OtlpHttp(this).HandleAsync(context);
    }

    /// <exception cref="GrpcRefusal">The sender may not send.</exception>
    internal void Authenticate(HttpRequest request)
    {
        if (_keys.Length == 0)
            return;
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers[ApiKeyHeader].ToString()));
        if (!Array.Exists(_keys, key => CryptographicOperations.FixedTimeEquals(given, key)))
            throw new GrpcRefusal(GrpcStatus.Unauthenticated, $"The header {ApiKeyHeader} does not hold the key that DASHBOARD__OTLP__PRIMARYAPIKEY sets. OTEL_EXPORTER_OTLP_HEADERS={ApiKeyHeader}=<key> sends it.");
    }

    internal Task<(int Rejected, string? Reason)> TakeAsync(OtlpSignal signal, ReadOnlyMemory<byte> request, CancellationToken cancellationToken) =>
        intake.TakeAsync(signal, request, cancellationToken);
}
