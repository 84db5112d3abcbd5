using System.Globalization;

namespace Aspire.Hosting.Running.Processes;

/// <summary>What Linux tells of a process in <c>/proc/&lt;id&gt;/stat</c>.</summary>
/// <param name="Id">The process id.</param>
/// <param name="State">One letter; Z is a process that has ended and was not yet waited for.</param>
/// <param name="Session">The id of the session that the process belongs to.</param>
/// <param name="StartTime">Ticks since the machine booted. With the id it names a process even after ids are used again.</param>
/// <remarks>See <see href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html"/>.</remarks>
internal readonly record struct LinuxProcess(int Id, char State, int Session, long StartTime)
{
    // Positions after the program's name, which stands in brackets and may hold anything.
    private const int StateField = 0;
    private const int SessionField = 3;
    private const int StartTimeField = 19;

    /// <summary>The running processes of a session; none where the system has no <c>/proc</c>.</summary>
    public static IEnumerable<int> MembersOfSession(int session) =>
        from process in All()
        where process.Session == session && process.State != 'Z'
        select process.Id;

    /// <summary>The process with the given id, or <see langword="null"/> if there is none or no <c>/proc</c>.</summary>
    public static LinuxProcess? Find(int id)
    {
        try
        {
            return Parse(id, File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat"));
        }
        catch (IOException)
        {
            return null; // It ended, before the file was opened or while it was read.
        }
    }

    private static IEnumerable<LinuxProcess> All()
    {
        if (!OperatingSystem.IsLinux())
            yield break;

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), CultureInfo.InvariantCulture, out var id) && Find(id) is { } process)
                yield return process;
        }
    }

    private static LinuxProcess Parse(int id, string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new LinuxProcess(
            id,
            fields[StateField][0],
            int.Parse(fields[SessionField], CultureInfo.InvariantCulture),
            long.Parse(fields[StartTimeField], CultureInfo.InvariantCulture));
    }
}
