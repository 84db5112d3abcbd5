using System.Net;
using System.Net.Sockets;

namespace Aspire.Dashboard.Tests.Running;

/// <summary>A line between a browser and a dashboard that can be cut and mended.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _open = [];
    private readonly int _target;
    private readonly Task _accepting;
    private bool _isCut;

    internal Relay(Uri target)
    {
        _target = target.Port;
        _listener.Start();
        Address = $"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = AcceptAsync();
    }

    internal string Address { get; }

    /// <summary>Breaks every connection, and every new one until it is mended.</summary>
    internal void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
            foreach (var connection in _open)
                connection.Dispose();
            _open.Clear();
        }
    }

    internal void Mend()
    {
        lock (_gate)
            _isCut = false;
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
                relays.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(TcpClient browser)
    {
        using var dashboard = new TcpClient();
        lock (_gate)
        {
            if (_isCut)
            {
                browser.Dispose();
                return;
            }
            _open.AddRange([browser, dashboard]);
        }
        try
        {
            await dashboard.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            await Task.WhenAny(
                browser.GetStream().CopyToAsync(dashboard.GetStream(), _end.Token),
                dashboard.GetStream().CopyToAsync(browser.GetStream(), _end.Token));
        }
        catch (Exception reason) when (reason is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, or one side has left.
        }
        browser.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }
}
