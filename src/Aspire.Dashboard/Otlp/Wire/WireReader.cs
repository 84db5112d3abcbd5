using System.Buffers;
using System.Buffers.Binary;

namespace Aspire.Dashboard.Otlp.Wire;

/// <summary>Reads a protobuf message where it lies, field by field, without making objects of it.</summary>
/// <remarks><see href="https://protobuf.dev/programming-guides/encoding/"/>.</remarks>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The number of the field that <see cref="MoveNext"/> went to.</summary>
    public int Field { get; private set; }

    private WireType _type;
    private ReadOnlySpan<byte> _field;

    /// <summary>Goes to the next field. Its value has to be read or skipped before the one after it.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;
        _field = _rest;
        var tag = ReadRawVarint();
        _type = (WireType)(tag & 7);
        Field = tag <= uint.MaxValue && tag >> 3 != 0 ? (int)(tag >> 3) : throw new WireFormatException("A field has no valid number.");
        return true;
    }

    public ulong ReadVarint()
    {
        Expect(WireType.Varint);
        return ReadRawVarint();
    }

    public ulong ReadFixed64()
    {
        Expect(WireType.Fixed64);
        return BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
    }

    public double ReadDouble() => BitConverter.UInt64BitsToDouble(ReadFixed64());

    /// <summary>A string in UTF-8, bytes, or a message of its own.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        Expect(WireType.Length);
        return TakeCounted();
    }

    public void Skip()
    {
        switch (_type)
        {
            case WireType.Varint:
                ReadRawVarint();
                break;
            case WireType.Fixed64:
                Take(8);
                break;
            case WireType.Length:
                TakeCounted();
                break;
            case WireType.Fixed32:
                Take(4);
                break;
            default:
                throw new WireFormatException($"Field {Field} is of the unknown kind {(int)_type}.");
        }
    }

    /// <summary>Skips the field and copies it as it is.</summary>
    public void Copy(IBufferWriter<byte> destination)
    {
        Skip();
        destination.Write(_field[..^_rest.Length]);
    }

    /// <summary>A list of numbers, whether they came together or each as a field of its own.</summary>
    public void ReadFixed64s(List<ulong> numbers)
    {
        if (_type == WireType.Fixed64)
        {
            numbers.Add(ReadFixed64());
            return;
        }
        for (var packed = ReadBytes(); !packed.IsEmpty; packed = packed[8..])
            numbers.Add(packed.Length >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(packed) : throw new WireFormatException($"Field {Field} ends within a number."));
    }

    /// <summary>A list of numbers, whether they came together or each as a field of its own.</summary>
    public void ReadVarints(List<ulong> numbers)
    {
        if (_type == WireType.Varint)
        {
            numbers.Add(ReadVarint());
            return;
        }
        for (var packed = new WireReader(ReadBytes()); !packed._rest.IsEmpty;)
            numbers.Add(packed.ReadRawVarint());
    }

    /// <summary>A number that may be negative and is written so that small ones are short.</summary>
    public int ReadSigned32()
    {
        var value = (uint)ReadVarint();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    private void Expect(WireType type)
    {
        if (_type != type)
            throw new WireFormatException($"Field {Field} is of the kind {(int)_type}; {(int)type} was expected.");
    }

    private ReadOnlySpan<byte> TakeCounted()
    {
        var count = ReadRawVarint();
        return count <= (ulong)_rest.Length ? Take((int)count) : throw new WireFormatException($"Field {Field} goes past the end of its message.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw new WireFormatException($"Field {Field} goes past the end of its message.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private ulong ReadRawVarint()
    {
        ulong value = 0;
        for (var index = 0; index < 10; index++)
        {
            if (index >= _rest.Length)
                throw new WireFormatException("A number goes past the end of its message.");
            var part = _rest[index];
            value |= (ulong)(part & 0x7f) << (7 * index);
            if (part < 0x80)
            {
                _rest = _rest[(index + 1)..];
                return value;
            }
        }
        throw new WireFormatException("A number is longer than ten bytes.");
    }
}
