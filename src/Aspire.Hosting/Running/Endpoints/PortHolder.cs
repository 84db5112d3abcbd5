using System.Globalization;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>The program that listens on a port, or has reserved it, as far as the system tells.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Program">Its name. Its arguments are not told: they may hold secrets.</param>
/// <param name="Listens">Whether it listens; otherwise it is a run that keeps the port for a server of its own.</param>
internal sealed record PortHolder(int ProcessId, string Program, bool Listens)
{
    private const string Listening = "0A";
    private const int LocalAddressColumn = 1;
    private const int StateColumn = 3;
    private const int InodeColumn = 9;

    private static readonly string[] SocketTables = ["/proc/net/tcp", "/proc/net/tcp6"];

    public override string ToString()
    {
        var process = $"'{Program}' (process {ProcessId.ToString(CultureInfo.InvariantCulture)})";
        return Listens ? process : $"another run of an AppHost, {process}, which keeps it for a server of its own";
    }

    /// <summary>Who has the port; <see langword="null"/> where that cannot be known: another user's program, or no Linux.</summary>
    /// <param name="port">The port.</param>
    /// <param name="lockFile">What a run has opened that reserved the port, if there is such a file.</param>
    public static PortHolder? Find(int port, string? lockFile = null)
    {
        if (!OperatingSystem.IsLinux())
            return null;

        return FindListener(port) ?? (lockFile is null ? null : FirstWith(lockFile.Equals, listens: false));
    }

    private static PortHolder? FindListener(int port)
    {
        var sockets = SocketTables
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > InodeColumn && columns[StateColumn] == Listening && PortOf(columns[LocalAddressColumn]) == port)
            .Select(columns => $"socket:[{columns[InodeColumn]}]")
            .ToHashSet();

        return sockets.Count == 0 ? null : FirstWith(sockets.Contains, listens: true);
    }

    private static PortHolder? FirstWith(Predicate<string> isOpen, bool listens) =>
        Directory.EnumerateDirectories("/proc").Select(folder => Match(folder, isOpen, listens)).FirstOrDefault(holder => holder is not null);

    // <address in hex>:<port in hex>
    private static int PortOf(string localAddress) =>
        int.TryParse(localAddress.AsSpan(localAddress.IndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var port) ? port : -1;

    private static PortHolder? Match(string folder, Predicate<string> isOpen, bool listens)
    {
        if (!int.TryParse(Path.GetFileName(folder.AsSpan()), CultureInfo.InvariantCulture, out var id))
            return null;

        try
        {
            return Directory.EnumerateFiles(Path.Combine(folder, "fd")).Any(descriptor => new FileInfo(descriptor).LinkTarget is { } target && isOpen(target))
                ? new PortHolder(id, File.ReadAllText(Path.Combine(folder, "comm")).Trim(), listens)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // It ended meanwhile, or it is another user's and not ours to look into.
        }
    }
}
