using System.Buffers;
using System.Net.Sockets;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>One connection of a client, passed on to a target: bytes both ways, each end closed when the other is.</summary>
internal sealed class TcpRelay
{
    private const int BufferSize = 64 * 1024;

    private readonly Socket _client;
    private volatile Socket? _target;
    private volatile bool _reset;

    /// <param name="client">The accepted connection; the relay closes it.</param>
    public TcpRelay(Socket client)
    {
        _client = client;
        _client.NoDelay = true;
    }

    /// <summary>Passes bytes both ways until both sides have closed, or one has failed.</summary>
    public async Task RunAsync(Socket target)
    {
        target.NoDelay = true;
        _target = target;
        if (_reset)
            Reset(); // It was reset while the target was being connected.

        await Task.WhenAll(PassOnAsync(_client, target), PassOnAsync(target, _client)).ConfigureAwait(false);
        _client.Dispose();
        target.Dispose();
    }

    /// <summary>Cuts the connection: both sides see a reset.</summary>
    public void Reset()
    {
        _reset = true;
        _client.Close(timeout: 0);
        _target?.Close(timeout: 0);
    }

    /// <summary>One direction. A side that sends no more may still receive: only its direction ends.</summary>
    private async Task PassOnAsync(Socket from, Socket to)
    {
        try
        {
            while (await CopyAvailableAsync(from, to).ConfigureAwait(false))
            {
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One side broke, or the relay was reset. The other side is told the same way.
            Reset();
        }
    }

    /// <returns>False when the side has closed.</returns>
    private static async ValueTask<bool> CopyAvailableAsync(Socket from, Socket to)
    {
        // A receive of nothing waits until there is something, so that a connection in silence holds no buffer.
        await from.ReceiveAsync(Memory<byte>.Empty).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            // Nothing more is received before this is sent: a slow side slows the other one down.
            var received = await from.ReceiveAsync(buffer.AsMemory()).ConfigureAwait(false);
            for (var sent = 0; sent < received;)
                sent += await to.SendAsync(buffer.AsMemory(sent, received - sent)).ConfigureAwait(false);

            return received > 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
