using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Aspire.Dashboard.Grpc;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>OTLP's answers in JSON.</summary>
internal static class OtlpJsonAnswer
{
    /// <summary><c>{}</c> when all was taken.</summary>
    internal static byte[] Taken(OtlpSignal signal, int rejected, string? reason) => Write(json =>
    {
        if (rejected == 0)
            return;
        json.WriteStartObject("partialSuccess");
        json.WriteString(signal.Rejected, rejected.ToString(CultureInfo.InvariantCulture)); // As all 64-bit integers.
        json.WriteString("errorMessage", reason);
        json.WriteEndObject();
    });

    /// <summary><c>google.rpc.Status</c>.</summary>
    internal static byte[] Status(GrpcStatus status, string message) => Write(json =>
    {
        json.WriteNumber("code", (int)status);
        json.WriteString("message", message);
    });

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }
}
