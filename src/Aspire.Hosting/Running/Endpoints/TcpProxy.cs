using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>Listens on one address and passes each connection on to one of the targets, in turn.</summary>
/// <remarks>
/// A target that refuses is passed over. Where all refuse, a connection waits a little for one to come up, as during a
/// restart, and is then reset, as if nobody listened.
/// </remarks>
internal sealed partial class TcpProxy : IAsyncDisposable
{
    /// <summary>How long a connection waits for a target to come up.</summary>
    public static readonly TimeSpan TargetLimit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan TargetRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AcceptRetry = TimeSpan.FromMilliseconds(100);

    // https://man7.org/linux/man-pages/man7/ip.7.html
    private const int IPProtocol = 0;
    private const int FreeBind = 15;

    private readonly Socket _listener;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<TcpRelay, Task> _relays = new();
    private readonly Task _accepting;
    private volatile IReadOnlyList<EndPoint> _targets;
    private int _turn;

    private TcpProxy(Socket listener, IReadOnlyList<EndPoint> targets, TimeProvider time, ILogger logger)
    {
        _listener = listener;
        _targets = targets;
        _time = time;
        _logger = logger;
        Address = (IPEndPoint)listener.LocalEndPoint!;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Where connections go. It may be changed at any time; connections that exist stay where they are.</summary>
    public IReadOnlyList<EndPoint> Targets
    {
        get => _targets;
        set => _targets = value;
    }

    /// <summary>The number of connections that are passed on now.</summary>
    public int ConnectionCount => _relays.Count;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="PortInUseException">Somebody else listens there; the message names the program where that can be known.</exception>
    public static TcpProxy Start(IPEndPoint address, IReadOnlyList<EndPoint> targets, TimeProvider time, ILogger<TcpProxy> logger)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (OperatingSystem.IsLinux())
        {
            // The address may come later: podman gives a network its address with the first container on it.
            listener.SetRawSocketOption(IPProtocol, FreeBind, BitConverter.GetBytes(1));
        }

        try
        {
            listener.Bind(address);
            listener.Listen();
            return new TcpProxy(listener, targets, time, logger);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            listener.Dispose();
            throw PortInUseException.Of(address.Port);
        }
    }

    /// <summary>Stops to listen, lets connections finish, and cuts those that have not after the grace.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        _stopping.Cancel();
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);

        var relays = Task.WhenAll(_relays.Values);
        try
        {
            await relays.WaitAsync(grace, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            foreach (var relay in _relays.Keys)
                relay.Reset();
            await relays.ConfigureAwait(false);
        }
    }

    /// <summary>Stops to listen and cuts all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var relay = new TcpRelay(await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false));
                var relaying = RelayAsync(relay);
                _relays.TryAdd(relay, relaying);
                _ = relaying.ContinueWith(_ => _relays.TryRemove(relay, out var _), TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e)
            {
                // The client went away before it was accepted, or this process has no file descriptor left for it.
                LogNotAccepted(Address, e.SocketErrorCode);
                if (e.SocketErrorCode == SocketError.TooManyOpenSockets)
                    await Task.Delay(AcceptRetry, _time).ConfigureAwait(false);
            }
        }
    }

    private async Task RelayAsync(TcpRelay relay)
    {
        if (await ConnectAsync().ConfigureAwait(false) is { } target)
            await relay.RunAsync(target).ConfigureAwait(false);
        else
            relay.Reset();
    }

    /// <summary>A connection to the target whose turn it is, or to the next one that accepts it.</summary>
    private async Task<Socket?> ConnectAsync()
    {
        var start = _time.GetTimestamp();
        while (!_stopping.IsCancellationRequested)
        {
            var targets = _targets;
            var turn = (uint)Interlocked.Increment(ref _turn);
            for (var i = 0u; i < targets.Count; i++)
            {
                if (await TryConnectAsync(targets[(int)((turn + i) % targets.Count)]).ConfigureAwait(false) is { } target)
                    return target;
            }

            if (_time.GetElapsedTime(start) >= TargetLimit)
                break;

            await Task.Delay(TargetRetry, _time).ConfigureAwait(false);
        }

        LogNoTarget(Address);
        return null;
    }

    private async Task<Socket?> TryConnectAsync(EndPoint target)
    {
        // Without a family, the socket reaches both; a name such as localhost may mean either.
        var socket = target is IPEndPoint
            ? new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(target, _stopping.Token).ConfigureAwait(false);
            return socket;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return null;
        }
    }
}
