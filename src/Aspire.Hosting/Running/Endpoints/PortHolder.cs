using System.Globalization;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>The program that listens on a port, as far as the system tells.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Program">Its name.</param>
internal sealed record PortHolder(int ProcessId, string Program)
{
    private const string Listening = "0A";
    private const int LocalAddressColumn = 1;
    private const int StateColumn = 3;
    private const int InodeColumn = 9;

    private static readonly string[] SocketTables = ["/proc/net/tcp", "/proc/net/tcp6"];

    public override string ToString() => $"'{Program}' (process {ProcessId.ToString(CultureInfo.InvariantCulture)})";

    /// <summary>Who listens on the port; <see langword="null"/> where that cannot be known: another user's program, or no Linux.</summary>
    public static PortHolder? Find(int port)
    {
        if (!OperatingSystem.IsLinux())
            return null;

        var sockets = SocketTables
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > InodeColumn && columns[StateColumn] == Listening && PortOf(columns[LocalAddressColumn]) == port)
            .Select(columns => $"socket:[{columns[InodeColumn]}]")
            .ToHashSet();

        return sockets.Count == 0
            ? null
            : Directory.EnumerateDirectories("/proc").Select(folder => Match(folder, sockets)).FirstOrDefault(holder => holder is not null);
    }

    // <address in hex>:<port in hex>
    private static int PortOf(string localAddress) =>
        int.TryParse(localAddress.AsSpan(localAddress.IndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var port) ? port : -1;

    private static PortHolder? Match(string folder, HashSet<string> sockets)
    {
        if (!int.TryParse(Path.GetFileName(folder.AsSpan()), CultureInfo.InvariantCulture, out var id))
            return null;

        try
        {
            return Directory.EnumerateFiles(Path.Combine(folder, "fd")).Any(IsSocket)
                ? new PortHolder(id, File.ReadAllText(Path.Combine(folder, "comm")).Trim())
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // It ended meanwhile, or it is another user's and not ours to look into.
        }

        bool IsSocket(string descriptor) => new FileInfo(descriptor).LinkTarget is { } target && sockets.Contains(target);
    }
}
