using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>The ports of one run, chosen so that neither a client socket nor another run takes one before its server listens.</summary>
/// <remarks>
/// A port is held by a lock on a file that every run of the user looks at. The system drops the lock when the run ends,
/// however it ends, so a lock is never stale; the files stay, empty, because to remove one would let two runs lock two
/// files of the same name.
/// </remarks>
internal sealed class PortReservations : IDisposable
{
    // What is installed on many machines and may be started after the run: it should find its usual port free.
    private static readonly HashSet<int> WellKnown =
    [
        10250, 10255, 11211, 11434, 15671, 15672, 16379, 18888, 18889, 19092, 25672, 26257, 27017, 27018, 27019, 28015, 29092, 32000,
    ];

    private readonly string _folder;
    private readonly PortRange _range;
    private readonly Dictionary<int, FileStream> _held = [];
    private readonly Lock _lock = new();

    /// <param name="folder">An existing folder for the lock files; by default one that all runs of the user share.</param>
    /// <param name="range">The ports to choose from; by default those outside the ephemeral range of the system.</param>
    public PortReservations(string? folder = null, PortRange? range = null)
    {
        _folder = folder ?? SharedFolder();
        _range = range ?? PortRange.OutsideEphemeral();
    }

    /// <summary>Reserves a port on which nobody listens.</summary>
    /// <exception cref="PortInUseException">Every port of the range is taken.</exception>
    public int Reserve()
    {
        lock (_lock)
        {
            // Not from the start of the range: two runs would meet, and a server that was just stopped leaves connections behind.
            var start = Random.Shared.Next(_range.Count);
            for (var i = 0; i < _range.Count; i++)
            {
                var port = _range.First + (start + i) % _range.Count;
                if (!WellKnown.Contains(port) && TryReserve(port))
                    return port;
            }
        }

        throw new PortInUseException(
            $"No port between {Text(_range.First)} and {Text(_range.Last)} is free. End programs that listen on them; runs that were left behind, for example.");
    }

    /// <summary>Reserves the port that the user asked for.</summary>
    /// <exception cref="PortInUseException">It is taken; the message names the program that holds it where that can be known.</exception>
    public void Reserve(int port)
    {
        lock (_lock)
        {
            if (_held.ContainsKey(port))
                throw new PortInUseException($"Port {Text(port)} is asked for twice in this application. Give one of the two another port.");

            if (TryReserve(port))
                return;
        }

        throw PortInUseException.Of(port, LockFile(port));
    }

    /// <summary>Reserves a port if it is free, or else any other.</summary>
    public int ReserveNear(int port)
    {
        lock (_lock)
        {
            return !WellKnown.Contains(port) && !_held.ContainsKey(port) && TryReserve(port) ? port : Reserve();
        }
    }

    /// <summary>Gives a port back before the run ends.</summary>
    public void Release(int port)
    {
        lock (_lock)
        {
            if (_held.Remove(port, out var held))
                held.Dispose();
        }
    }

    /// <summary>Gives all ports back.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var held in _held.Values)
                held.Dispose();
            _held.Clear();
        }
    }

    private bool TryReserve(int port)
    {
        if (TryLock(port) is not { } held)
            return false;

        if (!CanListen(port))
        {
            held.Dispose();
            return false;
        }

        _held.Add(port, held);
        return true;
    }

    private FileStream? TryLock(int port)
    {
        try
        {
            return new FileStream(
                LockFile(port), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && !Failures.IsFullDisk(e))
        {
            return null; // Another run holds it.
        }
    }

    /// <summary>Whether a server could listen now, on any address: it is not known here which one it will choose.</summary>
    private static bool CanListen(int port) =>
        CanBind(IPAddress.Loopback, port) && CanBind(IPAddress.Any, port)
        && (!Socket.OSSupportsIPv6 || (CanBind(IPAddress.IPv6Loopback, port) && CanBind(IPAddress.IPv6Any, port)));

    private static bool CanBind(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException e)
        {
            // No such address, for example IPv6 switched off: then nobody listens there either.
            return e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;
        }
    }

    private static string SharedFolder()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        try
        {
            if (home.Length > 0)
                return Directory.CreateDirectory(Path.Combine(home, "aspire", "ports")).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A home folder that cannot be written to, as in some containers; the temporary folder will do.
        }

        return Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"aspire-{Environment.UserName}", "ports")).FullName;
    }

    private string LockFile(int port) => Path.Combine(_folder, Text(port));

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
