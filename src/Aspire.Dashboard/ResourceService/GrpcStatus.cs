namespace Aspire.Dashboard.ResourceService;

/// <summary>How a call ended, by gRPC's numbers.</summary>
internal enum GrpcStatus
{
    Ok = 0,
    InvalidArgument = 3,
    NotFound = 5,
    Unimplemented = 12,
    Unauthenticated = 16,
}

/// <summary>A call is not answered. The message tells the caller why.</summary>
internal sealed class GrpcRefusal(GrpcStatus status, string message) : Exception(message)
{
    internal GrpcStatus Status { get; } = status;
}
