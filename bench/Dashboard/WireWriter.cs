using System.Buffers.Binary;
using System.Text;

namespace Dashboard.Bench;

/// <summary>Writes protobuf messages into a buffer that is used again.</summary>
internal sealed class WireWriter
{
    private byte[] _bytes = new byte[256];

    internal int Length { get; private set; }

    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    internal WireWriter Clear()
    {
        Length = 0;
        return this;
    }

    internal WireWriter Number(int field, ulong value)
    {
        Varint((ulong)(field << 3));
        Varint(value);
        return this;
    }

    internal WireWriter Fixed(int field, ulong value)
    {
        Varint((ulong)(field << 3 | 1));
        BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);
        return this;
    }

    internal WireWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint((ulong)(field << 3 | 2));
        Varint((ulong)value.Length);
        value.CopyTo(Take(value.Length));
        return this;
    }

    internal WireWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    internal static byte[] Attribute(string key, string value) =>
        new WireWriter().Text(1, key).Bytes(2, new WireWriter().Text(1, value).Written).Written.ToArray();

    internal static byte[] Attribute(string key, long value) =>
        new WireWriter().Text(1, key).Bytes(2, new WireWriter().Number(3, (ulong)value).Written).Written.ToArray();

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Take(1)[0] = (byte)(value | 0x80);
        Take(1)[0] = (byte)value;
    }

    private Span<byte> Take(int count)
    {
        if (Length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
