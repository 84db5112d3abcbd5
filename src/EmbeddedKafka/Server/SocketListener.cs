using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using EmbeddedKafka.CommandLine;
using EmbeddedKafka.Security;
using Microsoft.Extensions.Logging;

namespace EmbeddedKafka.Server;

/// <summary>Accepts the clients that come in at one address.</summary>
internal sealed partial class SocketListener : IDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly ApiTable _apis;
    private readonly ListenerSecurity _security;
    private readonly ILogger _logger;

    private SocketListener(Socket socket, ListenerEndpoint endpoint, ListenerSecurity security, ApiTable apis, ILogger logger)
    {
        (_socket, _security, _apis, _logger) = (socket, security, apis, logger);
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        Address = endpoint.Address with { Port = port };
        Advertised = endpoint.Advertised switch
        {
            null => Address,
            { Port: 0 } host => host with { Port = port },
            var given => given,
        };
    }

    /// <summary>With the port that was really taken where any was asked for.</summary>
    public HostPort Address { get; }

    public HostPort Advertised { get; }

    /// <exception cref="StartupException">The address is in use or is none of this machine.</exception>
    public static SocketListener Open(ListenerEndpoint endpoint, ListenerSecurity security, ApiTable apis, ILogger logger)
    {
        Socket? socket = null;
        try
        {
            var address = new IPEndPoint(Resolve(endpoint.Address.Host), endpoint.Address.Port);
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(address);
            socket.Listen(512);
            return new SocketListener(socket, endpoint, security, apis, logger);
        }
        catch (SocketException failure)
        {
            socket?.Dispose();
            throw new StartupException(failure.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"Cannot listen on {endpoint.Address}: another program has this port. Stop it, or choose another port with --listen.",
                SocketError.AddressNotAvailable => $"Cannot listen on {endpoint.Address}: this machine has no such address. Choose one that it has with --listen.",
                _ => $"Cannot listen on {endpoint.Address}: {failure.Message}.",
            });
        }
    }

    /// <summary>Ends when the broker stops and the last connection is closed.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var connections = new List<Task>();
        while (await AcceptAsync(stopping) is { } client)
        {
            connections.RemoveAll(connection => connection.IsCompleted);
            connections.Add(ServeAsync(client, stopping));
        }

        await Task.WhenAll(connections);
    }

    public void Dispose() => _socket.Dispose();

    private static IPAddress Resolve(string host) =>
        IPAddress.TryParse(host, out var address)
            ? address
            : Dns.GetHostAddresses(host).OrderBy(found => found.AddressFamily != AddressFamily.InterNetwork).First();

    /// <returns>Null when the broker stops.</returns>
    private async Task<Socket?> AcceptAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await _socket.AcceptAsync(stopping);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (SocketException failure)
            {
                // Such as too many open files: those who are connected go on, and later there is room again.
                LogAcceptFailed(Address, failure.Message);
                await Task.Delay(PauseAfterFailure, CancellationToken.None);
            }
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken stopping)
    {
        try
        {
            client.NoDelay = true;
            var host = ((IPEndPoint)client.RemoteEndPoint!).Address.ToString();
            if (await OpenAsync(new NetworkStream(client, ownsSocket: true), host, stopping) is not { } stream) return;
            var sasl = _security.Users is { } users ? new SaslSession(users) : null;
            await new Connection(stream, host, Advertised, sasl, _apis, _logger).RunAsync(stopping);
        }
        catch (SocketException)
        {
            client.Dispose();   // gone before it could be served
        }
    }

    /// <returns>Null for a client that does not speak TLS where it is asked for.</returns>
    private async Task<Stream?> OpenAsync(Stream plain, string clientHost, CancellationToken stopping)
    {
        if (_security.Tls is not { } options) return plain;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(ListenerSecurity.TimeToAuthenticate);
        var tls = new SslStream(plain);
        try
        {
            await tls.AuthenticateAsServerAsync(options, limit.Token);
            return tls;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException or OperationCanceledException)
        {
            LogNoTls(clientHost, refused.Message);
            await tls.DisposeAsync();
            return null;
        }
    }
}
