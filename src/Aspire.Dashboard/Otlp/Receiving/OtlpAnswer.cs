using Aspire.Dashboard.Grpc;
using Aspire.Dashboard.Otlp.Wire;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>Writes OTLP's answers, which are small protobuf messages.</summary>
internal static class OtlpAnswer
{
    /// <summary><c>Export…ServiceResponse</c>: empty when all was taken, else <c>partial_success</c>.</summary>
    internal static byte[] Taken(int rejected, string? reason) =>
        rejected == 0 ? [] : new ProtobufWriter().Message(1, new ProtobufWriter().Number(1, rejected).Text(2, reason ?? "")).ToArray();

    /// <summary><c>google.rpc.Status</c>.</summary>
    internal static byte[] Status(GrpcStatus status, string message) => Start(status, message).ToArray();

    /// <summary><c>google.rpc.Status</c> with <c>RetryInfo</c>, which tells an SDK when to send it again.</summary>
    internal static byte[] RetryLater(GrpcStatus status, string message, int seconds)
    {
        var retryInfo = new ProtobufWriter().Message(1, new ProtobufWriter().Number(1, seconds));
        return Start(status, message).Message(3, new ProtobufWriter().Text(1, "type.googleapis.com/google.rpc.RetryInfo").Message(2, retryInfo)).ToArray();
    }

    private static ProtobufWriter Start(GrpcStatus status, string message) => new ProtobufWriter().Number(1, (long)status).Text(2, message);
}
