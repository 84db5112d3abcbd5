using System.Text;

namespace Aspire.Dashboard.Otlp.Receiving;

/// <summary>Writes OTLP's answers, which are small protobuf messages.</summary>
internal static class OtlpAnswer
{
    /// <summary><c>Export…ServiceResponse</c>: empty when all was taken, else <c>partial_success</c>.</summary>
    internal static byte[] Taken(int rejected, string? reason) =>
        rejected == 0 ? [] : Message(1, [.. Number(1, (ulong)rejected), .. Message(2, Encoding.UTF8.GetBytes(reason ?? ""))]);

    /// <summary><c>google.rpc.Status</c>.</summary>
    internal static byte[] Status(OtlpStatus status, string message) => [.. Number(1, (ulong)status), .. Message(2, Encoding.UTF8.GetBytes(message))];

    /// <summary><c>google.rpc.Status</c> with <c>RetryInfo</c>, which tells an SDK when to send it again.</summary>
    internal static byte[] RetryLater(OtlpStatus status, string message, int seconds)
    {
        var retryInfo = Message(1, Number(1, (ulong)seconds));
        return [.. Status(status, message), .. Message(3, [.. Message(1, "type.googleapis.com/google.rpc.RetryInfo"u8.ToArray()), .. Message(2, retryInfo)])];
    }

    private static byte[] Message(int field, byte[] content) => [(byte)(field << 3 | 2), .. Varint((ulong)content.Length), .. content];

    private static byte[] Number(int field, ulong value) => [(byte)(field << 3), .. Varint(value)];

    private static List<byte> Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return bytes;
    }
}
