using System.Buffers.Binary;
using System.Text;

namespace EmbeddedKafka.Protocol;

/// <summary>Fills messages from the bytes of a frame.</summary>
internal sealed class WireReader(ReadOnlyMemory<byte> frame, short version, bool isFlexible) : Wire(version, isFlexible)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A list grows with what is really read: what a client announces costs it nothing.</summary>
    private const int LargestFirstCapacity = 1024;

    private int _position;

    public int Remaining => frame.Length - _position;

    public ReadOnlyMemory<byte> Rest => frame[_position..];

    protected override void ExchangeBoolean(ref bool value) => value = Take(1)[0] != 0;

    protected override void ExchangeInt8(ref sbyte value) => value = (sbyte)Take(1)[0];

    protected override void ExchangeInt16(ref short value) => value = BinaryPrimitives.ReadInt16BigEndian(Take(2));

    protected override void ExchangeInt32(ref int value) => value = BinaryPrimitives.ReadInt32BigEndian(Take(4));

    protected override void ExchangeInt64(ref long value) => value = BinaryPrimitives.ReadInt64BigEndian(Take(8));

    protected override void ExchangeUuid(ref Guid value) => value = new Guid(Take(16), bigEndian: true);

    protected override void ExchangeString(ref string? value)
    {
        var length = IsFlexible ? TakeCompactLength() : BinaryPrimitives.ReadInt16BigEndian(Take(2));
        try
        {
            value = IsNull(length) ? null : Utf8.GetString(Take(length));
        }
        catch (DecoderFallbackException)
        {
            throw new ProtocolException("A text is not UTF-8.");
        }
    }

    protected override void ExchangeBytes(ref ReadOnlyMemory<byte>? value)
    {
        var length = TakeLength();
        if (IsNull(length))
        {
            value = null;
            return;
        }

        var start = _position;
        Take(length);
        value = frame.Slice(start, length);
    }

    protected override void ExchangeList<T>(ref List<T>? value, ItemExchange<T> exchange, Func<T> create)
    {
        var count = TakeLength();
        if (IsNull(count))
        {
            value = null;
            return;
        }

        // An item takes at least a byte, so a count beyond the rest of the frame is broken input.
        if (count > Remaining) throw new ProtocolException($"A list announces {count} items and {Remaining} bytes are left.");
        value = new List<T>(Math.Min(count, LargestFirstCapacity));
        for (var i = 0; i < count; i++)
        {
            var item = create();
            exchange(this, ref item);
            value.Add(item);
        }
    }

    protected override void ExchangeTaggedFields()
    {
        // None of the tagged fields of the versions spoken here matters to a broker that stands alone.
        var count = TakeVarint();
        for (var i = 0u; i < count; i++)
        {
            TakeVarint();
            Take(checked((int)Math.Min(TakeVarint(), int.MaxValue)));
        }
    }

    private static bool IsNull(int length) => length switch
    {
        >= 0 => false,
        -1 => true,
        _ => throw new ProtocolException($"A length is {length}."),
    };

    private int TakeLength() => IsFlexible ? TakeCompactLength() : BinaryPrimitives.ReadInt32BigEndian(Take(4));

    /// <summary>Compact lengths are one too high, so that zero can say null.</summary>
    private int TakeCompactLength()
    {
        var length = TakeVarint();
        return length <= int.MaxValue ? (int)length - 1 : throw new ProtocolException($"A length is {length}.");
    }

    private uint TakeVarint()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var part = Take(1)[0];
            value |= (uint)(part & 0x7F) << shift;
            if ((part & 0x80) == 0) return value;
        }

        throw new ProtocolException("A variable-length number has no end.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining) throw new ProtocolException($"{count} bytes are expected and {Remaining} are left.");
        var taken = frame.Span.Slice(_position, count);
        _position += count;
        return taken;
    }
}
