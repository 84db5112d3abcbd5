using System.Buffers;
using System.Buffers.Binary;
using EmbeddedKafka.Protocol;

namespace EmbeddedKafka.Server;

/// <summary>Takes one request after the other from a connection. Each is its length and as many bytes.</summary>
internal sealed class FrameReader(Stream stream) : IDisposable
{
    /// <summary>As large as Kafka's own limit (socket.request.max.bytes).</summary>
    public const int MaxFrameBytes = 100 * 1024 * 1024;

    /// <summary>Enough for a client to say who it is.</summary>
    public const int MaxBytesOfStranger = 64 * 1024;

    /// <summary>A buffer begins no larger than this and grows with what really arrives.</summary>
    private const int FirstBufferBytes = 128 * 1024;

    private readonly byte[] _prefix = new byte[sizeof(int)];
    private byte[] _buffer = [];

    /// <param name="most">How many bytes it may have.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The request, valid until the next is read; null when the client has closed the connection.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(int most, CancellationToken cancellationToken)
    {
        var got = await stream.ReadAtLeastAsync(_prefix, _prefix.Length, throwOnEndOfStream: false, cancellationToken);
        if (got < _prefix.Length) return null;
        var length = BinaryPrimitives.ReadInt32BigEndian(_prefix);
        if (length <= 0 || length > most)
        {
            throw new ProtocolException($"A request announces {length} bytes; it is no request of the Kafka protocol, or too large.");
        }

        Release();
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Min(length, FirstBufferBytes));
        for (var filled = 0; filled < length;)
        {
            if (filled == _buffer.Length) Grow(Math.Min(length, filled * 4));
            var count = await stream.ReadAsync(_buffer.AsMemory(filled, Math.Min(_buffer.Length, length) - filled), cancellationToken);
            if (count == 0) return null;
            filled += count;
        }

        return _buffer.AsMemory(0, length);
    }

    /// <summary>Gives the memory of the last request back.</summary>
    public void Release()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    public void Dispose() => Release();

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
