using System.Buffers;
using System.Text;

namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>Writes a protobuf message, a field after the other.</summary>
/// <remarks>What is <see langword="null"/> is left out, and so is what a field has without being sent, where nobody could tell the difference.</remarks>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    internal ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    internal byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    internal ProtobufWriter Text(int field, string? text)
    {
        if (text is null)
            return this;
        WireWriter.WriteTag(_bytes, field, WireType.Length);
        WireWriter.WriteVarint(_bytes, (ulong)Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _bytes);
        return this;
    }

    /// <summary>A number, or one of an enumeration.</summary>
    internal ProtobufWriter Number(int field, long? value)
    {
        if (value is not { } number)
            return this;
        WireWriter.WriteTag(_bytes, field, WireType.Varint);
        WireWriter.WriteVarint(_bytes, (ulong)number);
        return this;
    }

    internal ProtobufWriter Flag(int field, bool value) => value ? Number(field, 1) : this;

    internal ProtobufWriter Message(int field, ProtobufWriter? message)
    {
        if (message is null)
            return this;
        WireWriter.WriteTag(_bytes, field, WireType.Length);
        WireWriter.WriteVarint(_bytes, (ulong)message._bytes.WrittenCount);
        _bytes.Write(message._bytes.WrittenSpan);
        return this;
    }

    internal ProtobufWriter Messages<T>(int field, IEnumerable<T> items, Func<T, ProtobufWriter> write)
    {
        foreach (var item in items)
            Message(field, write(item));
        return this;
    }

    /// <summary>A <c>google.protobuf.Timestamp</c>.</summary>
    internal ProtobufWriter Time(int field, DateTimeOffset? time) => time is { } moment
        ? Message(field, new ProtobufWriter().Number(1, moment.ToUnixTimeSeconds()).Number(2, moment.UtcTicks % TimeSpan.TicksPerSecond * 100))
        : this;
}
