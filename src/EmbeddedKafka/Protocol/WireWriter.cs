using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace EmbeddedKafka.Protocol;

/// <summary>Turns messages into the bytes of a frame. Record batches are passed on as they lie in memory, not copied.</summary>
internal sealed class WireWriter(short version, bool isFlexible) : Wire(version, isFlexible), IDisposable
{
    private const int BlockSize = 4096;
    private const int CopiedUpTo = 1024;

    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private readonly List<byte[]> _blocks = [];
    private byte[] _block = [];
    private int _pieceStart;
    private int _position;
    private int _closedLength;

    public int Length => _closedLength + _position - _pieceStart;

    /// <summary>What was written, in order. Valid until the writer is disposed or written to again.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Pieces
    {
        get
        {
            ClosePiece();
            return _pieces;
        }
    }

    /// <summary>Leaves room for the length that stands before every frame. Comes before anything else.</summary>
    public void BeginFrame() => Make(sizeof(int)).Clear();

    /// <summary>Fills in the length, now that it is known.</summary>
    public void EndFrame() => BinaryPrimitives.WriteInt32BigEndian(_blocks[0], Length - sizeof(int));

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        var position = 0;
        foreach (var piece in Pieces)
        {
            piece.CopyTo(bytes.AsMemory(position));
            position += piece.Length;
        }

        return bytes;
    }

    public void Dispose()
    {
        foreach (var block in _blocks) ArrayPool<byte>.Shared.Return(block);
        _blocks.Clear();
        _pieces.Clear();
        _block = [];
        _position = _pieceStart = _closedLength = 0;
    }

    protected override void ExchangeBoolean(ref bool value) => Make(1)[0] = value ? (byte)1 : (byte)0;

    protected override void ExchangeInt8(ref sbyte value) => Make(1)[0] = (byte)value;

    protected override void ExchangeInt16(ref short value) => BinaryPrimitives.WriteInt16BigEndian(Make(2), value);

    protected override void ExchangeInt32(ref int value) => BinaryPrimitives.WriteInt32BigEndian(Make(4), value);

    protected override void ExchangeInt64(ref long value) => BinaryPrimitives.WriteInt64BigEndian(Make(8), value);

    protected override void ExchangeUuid(ref Guid value) => value.TryWriteBytes(Make(16), bigEndian: true, out _);

    protected override void ExchangeString(ref string? value)
    {
        var length = value is null ? -1 : Encoding.UTF8.GetByteCount(value);
        if (IsFlexible) PutCompactLength(length);
        else BinaryPrimitives.WriteInt16BigEndian(Make(2), checked((short)length));
        if (length > 0) Encoding.UTF8.GetBytes(value, Make(length));
    }

    protected override void ExchangeBytes(ref ReadOnlyMemory<byte>? value)
    {
        PutLength(value?.Length ?? -1);
        if (value is not { Length: > 0 } bytes) return;
        if (bytes.Length <= CopiedUpTo)
        {
            bytes.Span.CopyTo(Make(bytes.Length));
            return;
        }

        ClosePiece();
        _pieces.Add(bytes);
        _closedLength += bytes.Length;
    }

    protected override void ExchangeList<T>(ref List<T>? value, ItemExchange<T> exchange, Func<T> create)
    {
        PutLength(value?.Count ?? -1);
        if (value is null) return;
        for (var i = 0; i < value.Count; i++)
        {
            var item = value[i];
            exchange(this, ref item);
        }
    }

    protected override void ExchangeTaggedFields() => PutVarint(0);

    private void PutLength(int length)
    {
        if (IsFlexible) PutCompactLength(length);
        else BinaryPrimitives.WriteInt32BigEndian(Make(4), length);
    }

    private void PutCompactLength(int length) => PutVarint((uint)(length + 1));

    private void PutVarint(uint value)
    {
        for (; value >= 0x80; value >>= 7) Make(1)[0] = (byte)(value | 0x80);
        Make(1)[0] = (byte)value;
    }

    private Span<byte> Make(int count)
    {
        if (_block.Length - _position < count)
        {
            ClosePiece();
            _block = ArrayPool<byte>.Shared.Rent(Math.Max(BlockSize, count));
            _blocks.Add(_block);
            _position = _pieceStart = 0;
        }

        var made = _block.AsSpan(_position, count);
        _position += count;
        return made;
    }

    private void ClosePiece()
    {
        if (_position == _pieceStart) return;
        _pieces.Add(_block.AsMemory(_pieceStart, _position - _pieceStart));
        _closedLength += _position - _pieceStart;
        _pieceStart = _position;
    }
}
