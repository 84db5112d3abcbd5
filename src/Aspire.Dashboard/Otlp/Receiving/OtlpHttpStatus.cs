using Aspire.Dashboard.Grpc;
using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>What HTTP says for gRPC's reasons.</summary>
internal static class OtlpHttpStatus
{
    internal static int ToHttp(this GrpcStatus status) => status switch
    {
        GrpcStatus.ResourceExhausted => StatusCodes.Status413PayloadTooLarge,
        GrpcStatus.Unimplemented => StatusCodes.Status404NotFound,
        GrpcStatus.Internal => StatusCodes.Status500InternalServerError,
        GrpcStatus.Unavailable => StatusCodes.Status503ServiceUnavailable,
        GrpcStatus.Unauthenticated => StatusCodes.Status401Unauthorized,
        _ => StatusCodes.Status400BadRequest,
    };
}
