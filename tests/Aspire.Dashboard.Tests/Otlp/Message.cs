using System.Buffers.Binary;
using System.Text;

namespace Aspire.Dashboard.Tests.Otlp;

/// <summary>Writes protobuf messages by hand, sound and broken ones.</summary>
internal sealed class Message
{
    private readonly List<byte> _bytes = [];

    internal byte[] Bytes => [.. _bytes];

    internal static Message Attribute(string key, Message value) => new Message().With(1, key).With(2, value);

    internal Message With(int field, ulong number)
    {
        Varint((ulong)(field << 3));
        Varint(number);
        return this;
    }

    internal Message WithFixed(int field, ulong number)
    {
        Varint((ulong)(field << 3 | 1));
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        _bytes.AddRange(bytes);
        return this;
    }

    internal Message With(int field, string text) => With(field, Encoding.UTF8.GetBytes(text));

    internal Message With(int field, Message message) => With(field, message.Bytes);

    internal Message With(int field, byte[] bytes)
    {
        Varint((ulong)(field << 3 | 2));
        Varint((ulong)bytes.Length);
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>A request with one span that has something of everything.</summary>
    internal static Message SpanRequest(byte[]? traceId = null, Message? value = null) => new Message().With(1, new Message()
        // The spans come before what is said about all of them, which is allowed.
        .With(2, new Message()
            .With(2, new Message()
                .With(1, traceId ?? [.. Enumerable.Range(1, 16).Select(number => (byte)number)])
                .With(2, [1, 2, 3, 4, 5, 6, 7, 8])
                .With(5, "POST /orders")
                .With(6, 2)
                .WithFixed(7, 1_700_000_000_000_000_000)
                .WithFixed(8, 1_700_000_000_250_000_000)
                .With(9, Attribute("nested", value ?? new Message().With(6, new Message().With(1, Attribute("list", new Message().With(5, new Message().With(1, new Message().With(3, 7)).With(1, new Message().WithFixed(4, BitConverter.DoubleToUInt64Bits(double.NaN)))))))))
                .With(9, Attribute("bytes", new Message().With(7, [1, 2, 3])))
                .With(9, new Message().With(1, [0xff, 0xfe]).With(2, new Message().With(1, [0xc3, 0x28])))
                .With(11, new Message().WithFixed(1, 1_700_000_000_100_000_000).With(2, "event").With(3, Attribute("flag", new Message().With(2, 1))))
                .With(13, new Message().With(1, new byte[16]).With(2, new byte[8]).With(4, Attribute("why", new Message().With(1, "batch"))))
                .With(15, new Message().With(2, "failed").With(3, 2)))
            .With(1, new Message().With(1, "library")))
        .With(1, new Message().With(1, Attribute("service.name", new Message().With(1, "api")))));

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
