using System.Globalization;
using System.Runtime.InteropServices;

namespace LocalServices.Tests.Endings;

/// <summary>What Linux tells of processes and sockets, and how to send a signal.</summary>
internal static class Machine
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int HangUp = 1;

    public static void Send(int signal, int process) => Assert.True(SendSignal(process, signal) == 0, $"There is no process {process} to send signal {signal} to.");

    public static void SendIfThere(int signal, int process) => _ = SendSignal(process, signal);

    /// <summary>The processes with a text in their environment.</summary>
    public static IEnumerable<int> ProcessesWith(string variable) =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _) && Read($"{folder}/environ").Contains(variable, StringComparison.Ordinal)
        select int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);

    public static string CommandOf(int process) => $"{process} {Read($"/proc/{process}/cmdline").Replace('\0', ' ').Trim()}";

    /// <summary>The environments of the processes that listen on a port. A socket whose process cannot be seen has an empty one.</summary>
    public static IEnumerable<string> EnvironmentsOfListeners(int port) =>
        from socket in ListenersOn(port)
        let owner = Directory.EnumerateDirectories("/proc").FirstOrDefault(process => Holds(process, $"socket:[{socket}]"))
        select owner is null ? "" : Read($"{owner}/environ");

    /// <summary>The inodes of the sockets that listen on a port.</summary>
    private static IEnumerable<string> ListenersOn(int port)
    {
        const int Local = 1, State = 3, Inode = 9;
        const string Listening = "0A";
        return
            from line in new[] { "/proc/net/tcp", "/proc/net/tcp6" }.SelectMany(table => Read(table).Split('\n').Skip(1))
            let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where columns.Length > Inode && columns[State] == Listening && columns[Local].EndsWith($":{port:X4}", StringComparison.Ordinal)
            select columns[Inode];
    }

    private static bool Holds(string process, string socket)
    {
        try
        {
            return Directory.Exists($"{process}/fd") && Directory.EnumerateFiles($"{process}/fd").Any(file => new FileInfo(file).LinkTarget == socket);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It ended, or is not ours.
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // It ended, or is not ours.
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
