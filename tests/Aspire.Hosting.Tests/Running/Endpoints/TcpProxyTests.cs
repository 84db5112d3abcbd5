using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Running.Endpoints;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Tests.Running.Endpoints;

public class TcpProxyTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Bytes_arrive_as_they_were_sent_both_ways()
    {
        await using var server = new Server(EchoAsync);
        await using var proxy = Start(server.Address);
        using var client = await ConnectAsync(proxy);
        var sent = RandomNumberGenerator.GetBytes(8 * 1024 * 1024);

        var sending = Task.Run(async () =>
        {
            await client.GetStream().WriteAsync(sent);
            client.Client.Shutdown(SocketShutdown.Send);
        });
        var received = await ReadToEndAsync(client);
        await sending;

        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task A_side_that_has_sent_all_still_receives()
    {
        await using var server = new Server(async connection =>
        {
            var question = await ReadToEndAsync(connection);
            await connection.GetStream().WriteAsync(question.Reverse().ToArray());
        });
        await using var proxy = Start(server.Address);
        using var client = await ConnectAsync(proxy);

        await client.GetStream().WriteAsync("abc"u8.ToArray());
        client.Client.Shutdown(SocketShutdown.Send);

        Assert.Equal("cba", Encoding.ASCII.GetString(await ReadToEndAsync(client)));
    }

    [Fact]
    public async Task Connections_go_to_the_targets_in_turn()
    {
        await using var first = new Server(SayAsync("first"));
        await using var second = new Server(SayAsync("second"));
        await using var proxy = Start(first.Address, second.Address);

        var answers = new List<string>();
        for (var i = 0; i < 6; i++)
            answers.Add(await AnswerAsync(proxy));

        Assert.Equal(3, answers.Count(answer => answer == "first"));
        Assert.NotEqual(answers[0], answers[1]);
    }

    [Fact]
    public async Task A_target_that_refuses_is_passed_over()
    {
        await using var server = new Server(SayAsync("up"));
        await using var proxy = Start(UnusedAddress(), server.Address);

        for (var i = 0; i < 4; i++)
            Assert.Equal("up", await AnswerAsync(proxy));
    }

    [Fact]
    public async Task A_connection_waits_for_a_target_that_is_just_coming_up()
    {
        var address = UnusedAddress();
        await using var proxy = Start(address);
        var answer = AnswerAsync(proxy);

        await using var server = new Server(SayAsync("late"), address);

        Assert.Equal("late", await answer.WaitAsync(Limit));
    }

    [Fact]
    public async Task Without_any_target_a_connection_is_reset_after_a_while()
    {
        await using var proxy = Start();
        using var client = await ConnectAsync(proxy);

        var error = await Assert.ThrowsAsync<SocketException>(() => ReadToEndAsync(client));

        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Fact]
    public async Task New_connections_go_to_new_targets_and_old_ones_stay()
    {
        await using var old = new Server(EchoAsync);
        await using var replacement = new Server(SayAsync("new"));
        await using var proxy = Start(old.Address);
        using var client = await ConnectAsync(proxy);
        Assert.Equal("x", await EchoOneAsync(client, "x"));

        proxy.Targets = [replacement.Address];

        Assert.Equal("new", await AnswerAsync(proxy));
        Assert.Equal("y", await EchoOneAsync(client, "y"));
    }

    [Fact]
    public async Task A_reset_by_one_side_reaches_the_other()
    {
        await using var server = new Server(async connection =>
        {
            await connection.GetStream().ReadExactlyAsync(new byte[1]);
            connection.Client.Close(timeout: 0);
        });
        await using var proxy = Start(server.Address);
        using var client = await ConnectAsync(proxy);
        await client.GetStream().WriteAsync("x"u8.ToArray());

        var error = await Assert.ThrowsAsync<SocketException>(() => ReadToEndAsync(client));

        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Fact]
    public async Task A_receiver_that_does_not_read_slows_the_sender_down()
    {
        var reading = new TaskCompletionSource();
        var total = 0L;
        await using var server = new Server(async connection =>
        {
            await reading.Task;
            total = (await ReadToEndAsync(connection)).LongLength;
        });
        await using var proxy = Start(server.Address);
        using var client = await ConnectAsync(proxy);
        var chunk = new byte[1024 * 1024];
        var sent = 0L;

        // Send until nothing moves any more: the buffers of the system on both sides are full, and the proxy holds no more.
        client.Client.Blocking = false;
        while (sent < 1L << 30 && client.Client.Poll(TimeSpan.FromMilliseconds(500), SelectMode.SelectWrite))
            sent += client.Client.Send(chunk);
        client.Client.Blocking = true;

        Assert.InRange(sent, 1, 64L << 20);
        reading.SetResult();
        client.Client.Shutdown(SocketShutdown.Send);
        Assert.Empty(await ReadToEndAsync(client));
        Assert.Equal(sent, total);
    }

    [Fact]
    public async Task Two_thousand_connections_are_served_at_once()
    {
        await using var server = new Server(EchoAsync);
        await using var proxy = Start(server.Address);
        var clients = await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => ConnectAsync(proxy)));

        var answers = await Task.WhenAll(clients.Select((client, i) => EchoOneAsync(client, $"{i:D4}"))).WaitAsync(Limit);

        Assert.Equal(Enumerable.Range(0, 2000).Select(i => $"{i:D4}"), answers);
        Assert.Equal(2000, proxy.ConnectionCount);
        Array.ForEach(clients, client => client.Dispose());
    }

    [Fact]
    public async Task Stopping_lets_a_connection_finish_and_accepts_no_other()
    {
        await using var server = new Server(EchoAsync);
        await using var proxy = Start(server.Address);
        using var client = await ConnectAsync(proxy);
        Assert.Equal("x", await EchoOneAsync(client, "x"));

        var stopping = proxy.StopAsync(Limit);

        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(proxy));
        Assert.Equal("y", await EchoOneAsync(client, "y"));
        Assert.False(stopping.IsCompleted);
        client.Client.Shutdown(SocketShutdown.Send);
        await stopping.WaitAsync(Limit);
    }

    [Fact]
    public async Task Stopping_cuts_what_has_not_finished_in_time()
    {
        await using var server = new Server(EchoAsync);
        await using var proxy = Start(server.Address);
        using var client = await ConnectAsync(proxy);
        Assert.Equal("x", await EchoOneAsync(client, "x"));

        await proxy.StopAsync(TimeSpan.FromMilliseconds(50)).WaitAsync(Limit);

        await Assert.ThrowsAsync<SocketException>(() => ReadToEndAsync(client));
    }

    [Fact]
    public async Task An_address_in_use_is_refused_with_its_port()
    {
        await using var server = new Server(EchoAsync);

        var error = Assert.Throws<PortInUseException>(() =>
            TcpProxy.Start(server.Address, [], TimeProvider.System, NullLogger<TcpProxy>.Instance));

        Assert.StartsWith($"Port {server.Address.Port} is in use by ", error.Message, StringComparison.Ordinal);
    }

    private static TcpProxy Start(params EndPoint[] targets) =>
        TcpProxy.Start(new IPEndPoint(IPAddress.Loopback, 0), targets, TimeProvider.System, NullLogger<TcpProxy>.Instance);

    private static async Task<TcpClient> ConnectAsync(TcpProxy proxy)
    {
        var client = new TcpClient();
        await client.ConnectAsync(proxy.Address);
        return client;
    }

    private static async Task<string> AnswerAsync(TcpProxy proxy)
    {
        using var client = await ConnectAsync(proxy);
        return Encoding.ASCII.GetString(await ReadToEndAsync(client));
    }

    private static async Task<string> EchoOneAsync(TcpClient client, string text)
    {
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        var answer = new byte[text.Length];
        await client.GetStream().ReadExactlyAsync(answer).AsTask().WaitAsync(Limit);
        return Encoding.ASCII.GetString(answer);
    }

    private static async Task<byte[]> ReadToEndAsync(TcpClient connection)
    {
        var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        using var limit = new CancellationTokenSource(Limit);
        while (await connection.Client.ReceiveAsync(buffer.AsMemory(), limit.Token) is var received and > 0)
            all.Write(buffer, 0, received);
        return all.ToArray();
    }

    private static Task EchoAsync(TcpClient connection) => connection.GetStream().CopyToAsync(connection.GetStream());

    private static Func<TcpClient, Task> SayAsync(string text) =>
        connection => connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

    private static IPEndPoint UnusedAddress()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>Handles each connection, and closes it after that.</summary>
    private sealed class Server : IAsyncDisposable
    {
        private readonly TcpListener _listener;
        private readonly Task _accepting;

        public Server(Func<TcpClient, Task> handle, IPEndPoint? address = null)
        {
            _listener = new TcpListener(address ?? new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Start(backlog: 4096);
            Address = (IPEndPoint)_listener.LocalEndpoint;
            _accepting = AcceptAsync(handle);
        }

        public IPEndPoint Address { get; }

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _accepting;
        }

        private async Task AcceptAsync(Func<TcpClient, Task> handle)
        {
            try
            {
                while (true)
                    _ = HandleAsync(await _listener.AcceptTcpClientAsync(), handle);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // The test is over.
            }
        }

        private static async Task HandleAsync(TcpClient connection, Func<TcpClient, Task> handle)
        {
            using (connection)
                await handle(connection);
        }
    }
}
