using System.Buffers.Binary;
using System.Net.Sockets;
using EmbeddedKafka.Protocol;

namespace EmbeddedKafka.Tests;

/// <summary>A connection on which a test sends any request in any version, or bytes that are none.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private readonly TcpClient _client = new();

    private NetworkStream Stream => _client.GetStream();

    public static async Task<RawConnection> OpenAsync(BrokerProcess broker)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync("127.0.0.1", broker.Port, KafkaClients.WithinLimit);
        return connection;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await Stream.WriteAsync(bytes, KafkaClients.WithinLimit);

    /// <summary>Sends a request and reads the answer to it.</summary>
    public async Task<TResponse> AskAsync<TRequest, TResponse>(TRequest request, short version)
        where TRequest : IRequest where TResponse : IMessage, new()
    {
        await SendAsync(Frame(request, version, correlationId: 7));
        var frame = await ReceiveFrameAsync();
        Assert.NotNull(frame);
        Assert.Equal(7, BinaryPrimitives.ReadInt32BigEndian(frame));
        var wire = new WireReader(frame.AsMemory(4), version, TRequest.Schema.IsFlexible(version));
        if (TRequest.Schema.HasFlexibleResponseHeader(version)) wire.Message(HeaderEnd.Instance);
        var response = new TResponse();
        wire.Message(response);
        Assert.Equal(0, wire.Remaining);
        return response;
    }

    /// <returns>The next answer without its length; null when the broker has closed the connection.</returns>
    public async Task<byte[]?> ReceiveFrameAsync()
    {
        var prefix = new byte[4];
        try
        {
            if (await Stream.ReadAtLeastAsync(prefix, 4, throwOnEndOfStream: false, KafkaClients.WithinLimit) < 4) return null;
        }
        catch (IOException)
        {
            return null;   // reset, because the broker had not read all that was sent
        }

        var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix)];
        await Stream.ReadExactlyAsync(frame, KafkaClients.WithinLimit);
        return frame;
    }

    public static byte[] Frame<TRequest>(TRequest request, short version, int correlationId) where TRequest : IRequest
    {
        using var header = new WireWriter(0, isFlexible: false);
        var (key, apiVersion, clientId) = ((short)TRequest.Schema.Key, version, (string?)"test");
        header.Int16(ref key);
        header.Int16(ref apiVersion);
        header.Int32(ref correlationId);
        header.NullableString(ref clientId);

        using var body = new WireWriter(version, TRequest.Schema.IsFlexible(version));
        if (TRequest.Schema.IsFlexible(version)) body.Message(HeaderEnd.Instance);
        body.Message(request);

        var content = header.ToArray().Concat(body.ToArray()).ToArray();
        var frame = new byte[4 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length);
        content.CopyTo(frame, 4);
        return frame;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
