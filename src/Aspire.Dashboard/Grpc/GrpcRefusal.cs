namespace Aspire.Dashboard.Grpc;

/// <summary>A request is not taken. The message tells its sender why.</summary>
internal sealed class GrpcRefusal(GrpcStatus status, string message) : Exception(message)
{
    internal GrpcStatus Status { get; } = status;
}
