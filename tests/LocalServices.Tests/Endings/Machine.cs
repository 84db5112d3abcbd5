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

    public static bool IsListening(int port)
    {
        const string ListenState = " 0A ";
        var local = $":{port:X4} ";
        return new[] { "/proc/net/tcp", "/proc/net/tcp6" }.SelectMany(table => Read(table).Split('\n'))
            .Any(socket => socket.Contains(ListenState, StringComparison.Ordinal) && socket.IndexOf(local, StringComparison.Ordinal) is > 0 and < 45);
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
