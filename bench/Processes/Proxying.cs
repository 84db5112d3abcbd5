using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Running.Endpoints;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bench.Processes;

/// <summary>Talks to a server of this process, with or without a proxy between.</summary>
internal static class Proxying
{
    private const int Questions = 20_000;
    private const int QuestionSize = 100;
    private const long StreamSize = 1L << 30;

    /// <summary>One question at a time; the server answers with the same bytes.</summary>
    public static Task AskAsync(bool throughProxy) => WithConnectionAsync(
        throughProxy,
        async server =>
        {
            var buffer = new byte[QuestionSize];
            for (var i = 0; i < Questions; i++)
            {
                await server.ReadExactlyAsync(buffer);
                await server.WriteAsync(buffer);
            }
        },
        async client =>
        {
            var buffer = new byte[QuestionSize];
            for (var i = 0; i < Questions; i++)
            {
                await client.WriteAsync(buffer);
                await client.ReadExactlyAsync(buffer);
            }
        });

    /// <summary>As many bytes as the connection takes, one way.</summary>
    public static Task StreamAsync(bool throughProxy) => WithConnectionAsync(
        throughProxy,
        async server =>
        {
            var buffer = new byte[64 * 1024];
            for (var left = StreamSize; left > 0;)
                left -= await server.ReadAsync(buffer);
        },
        async client =>
        {
            var buffer = new byte[64 * 1024];
            for (var left = StreamSize; left > 0; left -= buffer.Length)
                await client.WriteAsync(buffer);
        });

    private static async Task WithConnectionAsync(bool throughProxy, Func<NetworkStream, Task> serve, Func<NetworkStream, Task> use)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = (IPEndPoint)listener.LocalEndpoint;
        await using var proxy = throughProxy
            ? TcpProxy.Start(new IPEndPoint(IPAddress.Loopback, 0), [address], TimeProvider.System, NullLogger<TcpProxy>.Instance)
            : null;

        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(proxy?.Address ?? address);
        using var server = await listener.AcceptTcpClientAsync();
        server.NoDelay = true;
        await Task.WhenAll(Task.Run(() => serve(server.GetStream())), Task.Run(() => use(client.GetStream())));
    }
}
