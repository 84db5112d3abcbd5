using System.Buffers;

namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>Writes pieces of protobuf messages.</summary>
internal static class WireWriter
{
    internal static void WriteTag(IBufferWriter<byte> message, int field, WireType type) => WriteVarint(message, (ulong)field << 3 | (ulong)type);

    internal static void WriteVarint(IBufferWriter<byte> message, ulong value)
    {
        var bytes = message.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        message.Advance(length);
    }
}
