using Microsoft.AspNetCore.Http;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>A request is not taken. The message tells its sender why.</summary>
internal sealed class OtlpRefusal(OtlpStatus status, string message) : Exception(message)
{
    internal OtlpStatus Status { get; } = status;
}

/// <summary>Reasons by their numbers in gRPC.</summary>
internal enum OtlpStatus
{
    InvalidArgument = 3,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    Unauthenticated = 16,
}

internal static class OtlpStatusExtensions
{
    internal static int ToHttp(this OtlpStatus status) => status switch
    {
        OtlpStatus.ResourceExhausted => StatusCodes.Status413PayloadTooLarge,
        OtlpStatus.Unimplemented => StatusCodes.Status404NotFound,
        OtlpStatus.Internal => StatusCodes.Status500InternalServerError,
        OtlpStatus.Unavailable => StatusCodes.Status503ServiceUnavailable,
        OtlpStatus.Unauthenticated => StatusCodes.Status401Unauthorized,
        _ => StatusCodes.Status400BadRequest,
    };
}
